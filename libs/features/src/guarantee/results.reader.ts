import { Injectable } from '@nestjs/common';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import { dateOf, plainDate, spanContaining, yearOf } from '#domain/calendar/index.js';
import { dueShare, type Bilingual } from '#domain/guarantee/index.js';
import { Database, type Tx } from '#db/database.js';
import { loadCalendar } from '#features/calendar/index.js';
import { ratioOf } from '#features/progress/index.js';
import type { ResultRowView, ResultsQuery, ResultsView } from './chain.dto.js';
import { nameOfNone, orderOf } from './group-words.js';
import { selectResults, type ResultGroup, type YearFigures } from './results.queries.js';
import type { Grouping } from './scope.js';
import { countProjects, namesOf, seenOf } from './scope.queries.js';

const SUM: Bilingual = { zh: '合计', en: 'All' };
const NOBODY: Bilingual = { zh: '', en: '' };
const PROVINCE_AND_CITY: Bilingual = { zh: '省市重点', en: 'Province and city' };

/** Results tables: investment done against plan, this year and last, in one snapshot and within the asker's scope. */
@Injectable()
export class ResultsReader {
  constructor(private readonly database: Database) {}

  async results(context: CommandContext, { year: asked, by }: ResultsQuery): Promise<ResultsView> {
    const { actor } = context;
    const reach: Scope = actor.kind === 'person' ? scopeFor(actor, 'progress.read') : { kind: 'district' };
    return this.database.read(context, async (tx) => {
      const today = dateOf(tx.now);
      const thisYear = yearOf(today);
      const year = asked ?? thisYear;
      const on = year === thisYear ? today : plainDate(year < thisYear ? `${year}-12-31` : `${year}-01-01`);
      const due =
        year > thisYear
          ? undefined
          : { on, running: spanContaining(on).start, share: dueShare(await loadCalendar(tx), on) };
      const district = { kind: 'district' } as const;
      const groups = await selectResults(tx, seenOf(district, reach), by, year, due);
      const parts = groups.filter(({ isSum }) => !isSum);
      const names = await namesOf(
        tx,
        by,
        parts.flatMap(({ key }) => key ?? []),
      );
      const nameOf = (key: string | null): Bilingual => (key === null ? nameOfNone[by] : names.get(key)) ?? NOBODY;
      const rows = parts.map((group) => rowOf(group.key, nameOf(group.key), group)).toSorted(inOrder(by));
      const upper = parts.filter(({ key }) => key === 'province' || key === 'city');
      return {
        year,
        on,
        by,
        narrowed: await isNarrowed(tx, reach),
        rows,
        subtotals: by === 'level' ? [rowOf('provinceAndCity', PROVINCE_AND_CITY, together(upper))] : [],
        sum: rowOf('sum', SUM, groups.find(({ isSum }) => isSum) ?? together([])),
      };
    });
  }
}

/** Whether there are projects that the asker may not see. */
async function isNarrowed(tx: Tx, reach: Scope): Promise<boolean> {
  if (reach.kind === 'district') return false;
  const { all, seen } = await countProjects(tx, { kind: 'district' }, reach);
  return seen < all;
}

type Years = Pick<ResultGroup, 'thisYear' | 'lastYear'>;

function rowOf(key: string | null, { zh, en }: Bilingual, { thisYear, lastYear }: Years): ResultRowView {
  return { key, name: zh, nameEn: en, ...withRatios(thisYear), lastYear: withRatios(lastYear) };
}

const withRatios = (figures: YearFigures) => ({
  ...figures,
  ofPlan: ratioOf(figures.actual, figures.plan),
  ofToDate: ratioOf(figures.actual, figures.planToDate),
});

function together(groups: readonly ResultGroup[]): Years {
  const add = (of: 'thisYear' | 'lastYear'): YearFigures =>
    groups.reduce(
      (so, { [of]: one }) => ({
        projects: so.projects + one.projects,
        total: so.total + one.total,
        plan: so.plan + one.plan,
        planToDate: so.planToDate + one.planToDate,
        actual: so.actual + one.actual,
      }),
      { projects: 0, total: 0, plan: 0, planToDate: 0, actual: 0 },
    );
  return { thisYear: add('thisYear'), lastYear: add('lastYear') };
}

/** Words in the ledger's order, offices and leaders by the size of their plan; who has none comes last. */
function inOrder(by: Grouping): (a: ResultRowView, b: ResultRowView) => number {
  const order = orderOf(by);
  const place = ({ key }: ResultRowView): number => (key === null ? 1_000 : order.indexOf(key));
  return (a, b) => place(a) - place(b) || b.plan - a.plan || (a.name < b.name ? -1 : 1);
}
