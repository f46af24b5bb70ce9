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
    lastYear: 'Last year done',
    lastYearOfPlan: 'Last year, of plan',
    unit: 'Money in {{unit}}',
    sum: 'Sum',
  },
};
