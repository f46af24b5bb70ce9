import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { bodyOf, eventually, Story } from '../support/story.js';
import type { Json } from '../support/http-client.js';

jest.setTimeout(120_000);

/** Ten million yuan a workday: every figure below can be reckoned in the head. */
const A = 10_000_000;
const OFFICE = 'office-xida';

/** A new project of one office in a system that runs from that moment, with nothing before it. */
class Course {
  private constructor(
    readonly story: Story,
    readonly officeId: string,
    readonly projectId: string,
  ) {}

  static async begin(now: string): Promise<Course> {
    const story = await Story.open({ now, seed: 'small' });
    const coordinator = await story.as('coordinator1');
    const { items } = await bodyOf(coordinator.get('/api/v1/projects?limit=100'));
    const office = items.find((row: Json) => row.office.name.startsWith('西大街')).office.id;
    const ledger = {
      ...{ code: 'XM-901', name: '保障链示范工程', level: 'district', field: 'industry', line: 'construction' },
      ...{ stage: 'building', officeId: office, companyId: items[0].company.id, totalInvestment: 10_000_000_000 },
    };
    const { id } = await bodyOf(coordinator.post('/api/v1/projects', ledger), 201);
    return new Course(story, office, id);
  }

  async get(username: string, path: string): Promise<Json> {
    return bodyOf((await this.story.as(username)).get(path));
  }

  /** Publishes the next version of a year's plan, by workdays. */
  async plan(year: number, annual: number, effectiveFrom: string, reason: string): Promise<Json> {
    const { version } = await this.get('coordinator1', `/api/v1/projects/${this.projectId}/plan?year=${year}`);
    const body = { annual, effectiveFrom, reason };
    const coordinator = await this.story.as('coordinator1');
    return bodyOf(coordinator.put(`/api/v1/projects/${this.projectId}/plan/${year}`, body, { version }));
  }

  /** The office's whole report of the days from `start`: our project brought so much, the others nothing. */
  async report(start: string, ...amounts: [span: string, amount: number][]): Promise<Json> {
    const client = await this.story.as(OFFICE);
    const at = `/api/v1/reports/${this.officeId}/${start}`;
    const figures = amounts.map(([span, amount]) => ({ start: span, amount }));
    const line = { projectId: this.projectId, figures, progress: '主体结构施工' };
    const written = await bodyOf(client.put(`${at}/lines`, { lines: [line] }, { version: 0 }));
    const rest = await bodyOf(client.post(`${at}/unchanged`, {}, { version: written.version }));
    return bodyOf(client.post(`${at}/submit`, {}, { version: rest.version }));
  }

  async chain(on: string): Promise<Json> {
    return this.get('principal1', `/api/v1/chain?scope=project:${this.projectId}&on=${on}`);
  }

  /** Each link in a line: plan, to date, actual, gap, pace, needed, forecast, verdict. */
  async links(on: string): Promise<Record<string, unknown[]>> {
    const { links } = await this.chain(on);
    return Object.fromEntries(
      links.map((link: Json) => {
        const { plan, planToDate, actual, gap, pace, neededPace, forecast, verdict } = link;
        return [link.kind, [plan, planToDate, actual, gap, pace, neededPace, forecast, verdict]];
      }),
    );
  }

  /** Of each link the plan, and the plan to date. */
  async planned(on: string): Promise<Record<string, unknown[]>> {
    return Object.fromEntries(Object.entries(await this.links(on)).map(([kind, link]) => [kind, link.slice(0, 2)]));
  }

  /** How our project stood when a period was closed. */
  async closed(kind: string, start: string): Promise<Json> {
    const path = `/api/v1/closings/${kind}/${start}/projects?limit=100`;
    for (let cursor = ''; ;) {
      const page = await this.get('coordinator1', path + cursor);
      const found = page.items.find(({ project }: Json) => project.id === this.projectId);
      if (found) return found;
      if (!page.next) throw new Error(`not in ${kind} ${start}`);
      cursor = `&cursor=${page.next}`;
    }
  }

  /** Waits until so many periods are closed: these, in this order, each once. */
  async closedSoFar(...periods: string[]): Promise<void> {
    const closings = async (): Promise<string[]> => {
      const { items } = await this.get('audit-admin', '/api/v1/audit?action=closing.close&limit=100');
      return items.map(({ subjectId }: Json) => subjectId).reverse();
    };
    await eventually(async () => (await closings()).length >= periods.length, `closed: ${periods.join(', ')}`);
    expect(await closings()).toEqual(periods);
  }

  async cards(): Promise<string[]> {
    const { items } = await this.get('coordinator1', `/api/v1/cards?projectId=${this.projectId}`);
    return items.map(({ colour, state, period }: Json) => `${colour} ${period.kind} ${period.start} ${state}`);
  }
}

/** Spans of a plan from a day up to, and not including, another: `start plan`. */
const spansOf = ({ spans }: Json, from: string, to: string): string[] =>
  spans.filter(({ start }: Json) => start >= from && start < to).map(({ start, plan }: Json) => `${start} ${plan}`);

describe('the guarantee chain in the spring of 2023', () => {
  let course: Course;

  beforeAll(async () => {
    course = await Course.begin('2023-02-27T09:30:00+08:00');
  });
  afterAll(() => course?.story.close());

  it('lays a week that straddles a month, and one whose October days are holidays, by its workdays', async () => {
    // 213 workdays from here to the end of the year: 2 in February, 23 in March, 60 in the second quarter.
    const plan = await course.plan(2023, 213 * A, '2023-02-27', '新开工');
    expect(spansOf(plan, '2023-02-27', '2023-03-13')).toEqual([
      ...['2023-02-27 20000000', '2023-03-01 30000000', '2023-03-06 50000000', '2023-03-11 0'],
    ]);
    expect([plan.months[1], plan.months[2], plan.quarters[0]]).toEqual([2 * A, 23 * A, 25 * A]);
    // A hundred yuan a workday in 2026.
    const far = await course.plan(2026, 24_800, '2026-01-01', '远期计划');
    expect(spansOf(far, '2026-09-28', '2026-10-11')).toEqual(['2026-09-28 300', '2026-10-01 0', '2026-10-05 300']);
    const september = await course.planned('2026-09-30');
    expect(september).toMatchObject({ week: [300, 300], tenDay: [700, 700], month: [2_200, 2_200] });
    const october = await course.planned('2026-10-02');
    expect(october).toMatchObject({ week: [300, 300], tenDay: [300, 0], month: [1_800, 0], quarter: [6_200, 0] });
  });

  it('judges every link on the last day of February, whose two days brought one of two', async () => {
    await course.story.jumpTo('2023-02-28T15:00:00+08:00');
    expect(await course.report('2023-02-27', ['2023-02-27', A])).toMatchObject({ state: 'submitted', late: false });
    expect(await course.links('2023-02-28')).toEqual({
      week: [50_000_000, 20_000_000, A, A, 5_000_000, 13_333_334, 25_000_000, 'broken'],
      // No workday is left of them, but today's is not over.
      tenDay: [20_000_000, 20_000_000, A, A, 1_666_666, null, A, 'broken'],
      month: [20_000_000, 20_000_000, A, A, 500_000, null, A, 'broken'],
      quarter: [250_000_000, 20_000_000, A, A, 263_157, 10_434_783, 16_052_631, 'broken'],
      year: [2_130_000_000, 20_000_000, A, A, 263_157, 10_047_394, 65_526_315, 'broken'],
    });
    expect((await course.chain('2023-02-28')).sentence).toEqual({
      zh: '按每个工作日26.32万元的进度，全年将差20.64亿元；2月将差0.1亿元。',
      en: 'At ¥0.26 m a day the year will be ¥2.06 bn short; February will be ¥10 m short.',
    });
  });

  it('closes February on its own part of the week, and the week when the rest has made it up', async () => {
    await course.story.jumpTo('2023-03-03T15:00:00+08:00');
    await course.closedSoFar('tenDay 2023-02-21', 'month 2023-02-01');
    expect(await course.closed('month', '2023-02-01')).toMatchObject({ plan: 2 * A, actual: A, verdict: 'short' });
    expect(await course.cards()).toEqual(['blue month 2023-02-01 open']);
    await course.report('2023-03-01', ['2023-03-01', 4 * A]);
    expect(await course.links('2023-03-03')).toEqual({
      week: [50_000_000, 50_000_000, 50_000_000, 0, A, 0, 50_000_000, 'kept'],
      tenDay: [80_000_000, 30_000_000, 40_000_000, -A, 13_333_333, 8_000_000, 106_666_666, 'kept'],
      month: [230_000_000, 30_000_000, 40_000_000, -A, 13_333_333, 9_500_000, 306_666_666, 'kept'],
      quarter: [250_000_000, 50_000_000, 50_000_000, 0, 1_219_512, 10_000_000, 74_390_243, 'broken'],
      year: [2_130_000_000, 50_000_000, 50_000_000, 0, 1_219_512, 10_000_000, 303_658_536, 'broken'],
    });
  });

  it('revises the plan in mid-quarter: what is closed or running keeps the plan it had', async () => {
    // Ten workdays keep theirs, 203 are left for twice as much each.
    const plan = await course.plan(2023, 416 * A, '2023-03-13', '提速');
    expect(plan).toMatchObject({ version: 2, annual: 4_160_000_000, quarters: [40 * A, 124 * A, 128 * A, 124 * A] });
    expect(spansOf(plan, '2023-02-27', '2023-03-21')).toEqual([
      ...['2023-02-27 20000000', '2023-03-01 30000000', '2023-03-06 50000000', '2023-03-11 0'],
      ...['2023-03-13 100000000', '2023-03-20 20000000'],
    ]);
    expect(await course.closed('month', '2023-02-01')).toMatchObject({ plan: 2 * A, planVersion: 1 });
    expect(await course.links('2023-03-03')).toMatchObject({
      week: [50_000_000, 50_000_000, 50_000_000, 0, A, 0, 50_000_000, 'kept'],
      tenDay: [80_000_000, 30_000_000, 40_000_000, -A, 13_333_333, 8_000_000, 106_666_666, 'kept'],
      month: [380_000_000, 30_000_000, 40_000_000, -A, 13_333_333, 17_000_000, 306_666_666, 'broken'],
      quarter: [400_000_000, 50_000_000, 50_000_000, 0, 1_219_512, 17_500_000, 74_390_243, 'broken'],
    });
    expect((await course.chain('2023-03-03')).sentence).toEqual({
      zh: '按每个工作日121.95万元的进度，全年将差38.56亿元；3月将差0.73亿元。',
      en: 'At ¥1.22 m a day the year will be ¥3.86 bn short; March will be ¥73.3 m short.',
    });
    await course.story.jumpTo('2023-03-06T10:00:00+08:00');
    await course.closedSoFar('tenDay 2023-02-21', 'month 2023-02-01', 'week 2023-02-27');
    expect(await course.closed('week', '2023-02-27')).toMatchObject({ plan: 5 * A, actual: 5 * A, verdict: 'kept' });
    expect(await course.cards()).toEqual(['blue month 2023-02-01 struckOff']);
  });

  it('catches up on four weeks and the end of a quarter, oldest first, each once with all that follows', async () => {
    await course.story.jumpTo('2023-04-06T10:00:00+08:00');
    await course.closedSoFar(
      ...['tenDay 2023-02-21', 'month 2023-02-01', 'week 2023-02-27'],
      ...['tenDay 2023-03-01', 'week 2023-03-06', 'week 2023-03-13', 'tenDay 2023-03-11', 'week 2023-03-20'],
      ...['tenDay 2023-03-21', 'month 2023-03-01', 'quarter 2023-01-01', 'week 2023-03-27'],
    );
    const short = { verdict: 'short', planVersion: 2, reported: false };
    expect(await course.closed('month', '2023-03-01')).toMatchObject({ plan: 38 * A, actual: 4 * A, ...short });
    expect(await course.closed('quarter', '2023-01-01')).toMatchObject({ plan: 40 * A, actual: 5 * A, ...short });
    // One matter, one card: March's blue one ran out with the quarter that closed on the same day.
    expect(await course.cards()).toEqual([
      ...['yellow quarter 2023-01-01 open', 'blue month 2023-03-01 ranOut', 'blue month 2023-02-01 struckOff'],
    ]);
    expect(await course.links('2023-03-31')).toEqual({
      week: [100_000_000, 100_000_000, 0, 100_000_000, 0, null, 0, 'closedShort'],
      tenDay: [180_000_000, 180_000_000, 0, 180_000_000, 0, null, 0, 'closedShort'],
      month: [380_000_000, 380_000_000, 40_000_000, 340_000_000, 1_739_130, null, 40_000_000, 'closedShort'],
      quarter: [400_000_000, 400_000_000, 50_000_000, 350_000_000, 819_672, null, 50_000_000, 'closedShort'],
      year: [4_160_000_000, 400_000_000, 50_000_000, 350_000_000, 819_672, 21_861_703, 204_098_360, 'broken'],
    });
    expect((await course.chain('2023-03-31')).sentence).toEqual({
      zh: '按每个工作日81.97万元的进度，全年将差39.56亿元；3月已欠3.4亿元；还有5笔数据应报未报。',
      en: 'At ¥0.82 m a day the year will be ¥3.96 bn short; March closed ¥340 m short; 5 figures are overdue.',
    });
  });

  it('told each closing once, to the office and to the principal, and put the month before the next meeting once', async () => {
    const told = async (username: string) => {
      const { items } = await course.get(username, '/api/v1/notices?limit=100');
      // A warning of what is coming belongs to a morning on which the worker happens to be up; a closing is made up for.
      const closings = items.filter(
        ({ rule }: Json) => rule !== 'closing.coming-short' && /^(closing|card)\./.test(rule),
      );
      const headlines = closings.map(({ headline }: Json) => headline);
      expect(new Set(headlines).size).toBe(headlines.length);
      return closings.reduce(
        (counts: Record<string, number>, { rule }: Json) => ({ ...counts, [rule]: (counts[rule] ?? 0) + 1 }),
        {},
      );
    };
    expect(await told(OFFICE)).toEqual({
      ...{ 'closing.week-short': 5, 'closing.ten-day-short': 4, 'closing.month-short': 2, 'closing.quarter-short': 1 },
      // February's and March's blue ones, the quarter's yellow ones; our own was made up.
      ...{ 'card.issued': 3, 'card.struck-off': 1 },
    });
    expect(await told('principal1')).toEqual({ 'closing.principal': 1 });
    const { items } = await course.get('coordinator1', '/api/v1/meetings?limit=100');
    const listed: string[] = [];
    for (const { id, on, series } of items.filter((each: Json) => each.series.line === 'construction')) {
      const agenda = (await course.get('coordinator1', `/api/v1/meetings/${id}`)).items;
      for (const item of agenda.filter(({ project }: Json) => project?.id === course.projectId))
        listed.push(`${series.line} ${on} ${item.section} ${item.title}`);
    }
    expect(listed).toEqual(['construction 2023-04-10 monthGaps 保障链示范工程3月欠账3.4 亿元']);
  });

  it('corrects a figure of a closed month by one more entry with its reason, and leaves the closing as it was', async () => {
    const at = `/api/v1/reports/${course.officeId}/2023-02-27`;
    const { version, closed } = await course.get(OFFICE, at);
    expect(closed.toSorted()).toEqual(['month', 'quarter', 'tenDay', 'week']);
    const body = { projectId: course.projectId, spanStart: '2023-02-27', amount: 2 * A };
    const office = await course.story.as(OFFICE);
    await bodyOf(office.post(`${at}/corrections`, { ...body, reason: '' }, { version }), 400);
    const reason = '监理月报复核，漏报一笔';
    await bodyOf(office.post(`${at}/corrections`, { ...body, reason }, { version }), 201);
    const { entries, lines } = await course.get(OFFICE, at);
    expect(entries.map(({ kind, from, to, reason: why }: Json) => [kind, from, to, why])).toEqual([
      ['submitted', null, null, null],
      ['corrected', A, 2 * A, reason],
    ]);
    const [figure] = lines.find(({ project }: Json) => project.id === course.projectId).figures;
    expect(figure).toMatchObject({ plan: 2 * A, amount: A, entered: 2 * A });
    expect(await course.links('2023-02-28')).toMatchObject({
      tenDay: [20_000_000, 20_000_000, 20_000_000, 0, 3_333_333, 0, 20_000_000, 'closedKept'],
      month: [20_000_000, 20_000_000, 20_000_000, 0, 1_000_000, 0, 20_000_000, 'closedKept'],
    });
    expect(await course.closed('month', '2023-02-01')).toMatchObject({ actual: A, gap: A, verdict: 'short' });
  });
});

describe('a make-up Saturday that closes a month', () => {
  let course: Course;

  beforeAll(async () => {
    course = await Course.begin('2026-02-27T09:30:00+08:00');
  });
  afterAll(() => course?.story.close());

  it('is the day its report is due, and its end is the end of February 2026', async () => {
    // Tuesday to Saturday: five workdays after the Spring Festival, and 216 to the end of the year.
    const plan = await course.plan(2026, 216 * A, '2026-02-23', '新开工');
    expect(spansOf(plan, '2026-02-23', '2026-03-09')).toEqual([
      ...['2026-02-23 50000000', '2026-03-01 0', '2026-03-02 50000000'],
    ]);
    await course.story.jumpTo('2026-02-28T15:00:00+08:00');
    await course.report('2026-02-23', ['2026-02-23', 4 * A]);
    const at = `/api/v1/reports/${course.officeId}/2026-02-23`;
    expect(await course.get(OFFICE, at)).toMatchObject({ dueOn: '2026-02-28', late: false });
    const quarter = [270_000_000, 50_000_000, 40_000_000, A, 1_081_081, 10_454_546, 63_783_783, 'broken'];
    expect(await course.links('2026-02-28')).toMatchObject({
      week: [50_000_000, 50_000_000, 40_000_000, A, 8_000_000, null, 40_000_000, 'broken'],
      month: [50_000_000, 50_000_000, 40_000_000, A, 2_500_000, null, 40_000_000, 'broken'],
      quarter,
    });
    await course.story.jumpTo('2026-03-02T10:00:00+08:00');
    await course.closedSoFar('tenDay 2026-02-21', 'month 2026-02-01', 'week 2026-02-23');
    expect(await course.cards()).toEqual(['blue month 2026-02-01 open']);
    expect(await course.links('2026-02-28')).toMatchObject({
      week: [50_000_000, 50_000_000, 40_000_000, A, 8_000_000, null, 40_000_000, 'closedShort'],
      tenDay: [50_000_000, 50_000_000, 40_000_000, A, 8_000_000, null, 40_000_000, 'closedShort'],
      month: [50_000_000, 50_000_000, 40_000_000, A, 2_500_000, null, 40_000_000, 'closedShort'],
      quarter,
    });
    expect((await course.chain('2026-02-28')).sentence).toEqual({
      zh: '按每个工作日108.11万元的进度，全年将差18.92亿元；2月已欠0.1亿元。',
      en: 'At ¥1.08 m a day the year will be ¥1.89 bn short; February closed ¥10 m short.',
    });
  });
});
