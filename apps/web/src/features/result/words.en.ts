import type { resultZh } from './words.zh.js';

export const resultEn: typeof resultZh = {
  result: {
    title: 'Results',
    sentence:
      '{{year}}: {{projects}} projects, {{plan}} planned, {{actual}} done, which is {{ofPlan}} of the year and {{ofToDate}} of the plan to date.',
    none: 'Nothing is planned for this year.',
    noneWhy: 'Results show here once plans are set and reports are in.',
    by: 'By',
    year: 'Year',
    level: 'Level',
    field: 'Field',
    platform: 'Platform',
    office: 'Office',
    leader: 'Leader',
    series: 'Line',
    noKey: 'None',
    projects: 'Projects',
    total: 'Total',
    plan: 'Plan',
    planToDate: 'To date',
    actual: 'Done',
    ofPlan: 'Of the year',
    ofToDate: 'Of to date',
    lastYearPlan: 'Last year planned',
    lastYear: 'Last year done',
    lastYearOfPlan: 'Last year, of plan',
    unit: 'Money in {{unit}}',
    sum: 'Sum',
  },
  rates: {
    title: 'The three rates of departments',
    month: 'Month',
    department: 'Department',
    asked: 'Asked',
    response: 'Response',
    resolution: 'Resolution',
    satisfaction: 'Satisfaction',
    how: 'How the rates are reckoned',
    howOf: {
      response:
        'Of the times a problem came to the department this month and was answered or ran past the time to respond: how often it was answered in time. What is neither yet does not count.',
      resolution:
        'Of the times a problem came to it this month and was struck off there or ran past the time to solve: how often it was struck off in time. What left in time by another way does not count.',
      satisfaction:
        'Of the ratings that filing units gave this month: how many were satisfied or basically satisfied. A rating counts in the month it was given.',
      asked:
        'Each time a problem comes to stand with the department counts once, in the month it came. A dash: nothing to judge yet. Departments stand by name, not by rank.',
    },
    of: '{{met}} of {{of}}',
    before: '{{month}}: {{share}}',
    running: '{{n}} running',
    passedOn: '{{n}} passed on',
    none: 'There are no rates for this month',
    noneWhy: 'No problem came to a department in it, and no filing unit gave a rating.',
  },
};
