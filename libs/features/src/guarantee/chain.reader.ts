import { Injectable } from '@nestjs/common';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import {
  addDays,
  dateOf,
  isProvisional,
  plainDate,
  spanContaining,
  workdaysBetween,
  workEndsOn,
  yearOf,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import {
  chainSentence,
  dueShare,
  gridOf,
  guaranteeChain,
  reachOfChain,
  weakestLink,
  whyWords,
  type ChainMoment,
  type GuaranteeChain,
  type Link,
  type ShortMakers,
  type SpanSum,
} from '#domain/guarantee/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Database, type Tx } from '#db/database.js';
import { loadCalendar } from '#features/calendar/index.js';
import { ratioOf } from '#features/progress/index.js';
import type { BreakdownQuery, BreakdownView, ChainQuery, ChainView, CurveQuery, CurveView } from './chain.dto.js';
import { gapsOf, sharesOf, spanSums, type Due, type Share } from './chain.queries.js';
import { nameOfNone } from './group-words.js';
import { scopeText, type ChainScope } from './scope.js';
import { countProjects, nameOfScope, namesOf, seenOf } from './scope.queries.js';

/** Who makes up at least so much of the gap is named in the sentence, if they are few. */
const TELLING_SHARE = 2 / 3;
const FEW = 5;

/** A chain with what it was reckoned from. */
interface Judged {
  readonly calendar: WorkCalendar;
  readonly moment: ChainMoment;
  /** What is due as far as figures count. */
  readonly counted: Due;
  readonly sums: readonly SpanSum[];
  readonly chain: GuaranteeChain;
}

/** The guarantee chain, who makes up its gap, and its curve, each look in one snapshot and within the asker's scope. */
@Injectable()
export class ChainReader {
  constructor(private readonly database: Database) {}

  /** Refusal: `chain.not_found`, also where nothing of it may be seen. */
  async chain(context: CommandContext, { scope, on }: ChainQuery): Promise<ChainView> {
    return this.database.read(context, async (tx) => {
      const { reach, name, seen, narrowed } = await lookAt(tx, scope);
      const judged = await judgeChain(tx, scope, reach, on);
      const { links, countedTo } = judged.chain;
      const makers = await shortMakers(tx, scope, reach, judged);
      return {
        scope: scopeText(scope),
        name,
        on: judged.moment.on,
        countedTo,
        projects: seen,
        narrowed,
        provisional: isProvisional(judged.calendar, links.at(-1)!.start, addDays(links.at(-1)!.end, -1)),
        links: links.map(linkOf),
        sentence: chainSentence(links, makers),
      };
    });
  }

  async breakdown(context: CommandContext, query: BreakdownQuery): Promise<BreakdownView> {
    const { scope, kind, by, limit } = query;
    return this.database.read(context, async (tx) => {
      const { reach } = await lookAt(tx, scope);
      const { chain, counted, moment } = await judgeChain(tx, scope, reach, query.on);
      const link = chain.links.find((one) => one.kind === kind)!;
      const shares = await sharesOf(tx, seenOf(scope, reach), by, link, counted);
      const listed = shares.slice(0, limit);
      const names = await namesOf(
        tx,
        by,
        listed.flatMap(({ key }) => key ?? []),
      );
      const gap = gapOf(shares);
      return {
        scope: scopeText(scope),
        on: moment.on,
        countedTo: counted.on,
        link: linkOf(link),
        by,
        gap,
        rows: listed.map((share) => ({
          ...share,
          name: (share.key === null ? nameOfNone[by] : names.get(share.key)) ?? { zh: '', en: '' },
          gap: share.planToDate - share.actual,
          share: gap === 0 ? 0 : ratioOf(Math.max(0, share.planToDate - share.actual), gap),
        })),
        rest: shares.length - listed.length,
      };
    });
  }

  async curve(context: CommandContext, { scope, year: asked }: CurveQuery): Promise<CurveView> {
    return this.database.read(context, async (tx) => {
      const { reach } = await lookAt(tx, scope);
      const today = dateOf(tx.now);
      const year = asked ?? yearOf(today);
      const on = year === yearOf(today) ? today : plainDate(year < yearOf(today) ? `${year}-12-31` : `${year}-01-01`);
      const { calendar, sums, chain } = await judgeChain(tx, scope, reach, on);
      const link = chain.links.at(-1)!;
      return {
        scope: scopeText(scope),
        year,
        countedTo: chain.countedTo,
        plan: link.plan,
        forecast: link.forecast,
        points: pointsOf(calendar, sums, link, chain.countedTo, today),
      };
    });
  }
}

/** What the asker may see of a scope. An unknown scope and one out of reach answer alike. */
async function lookAt(tx: Tx, scope: ChainScope) {
  const { actor } = tx.context;
  const reach: Scope = actor.kind === 'person' ? scopeFor(actor, 'progress.read') : { kind: 'district' };
  const name = await nameOfScope(tx, scope);
  const { all, seen } = await countProjects(tx, scope, reach);
  const isNamed = scope.kind === 'office' || scope.kind === 'leader' || scope.kind === 'project';
  const outOfReach = isNamed && reach.kind !== 'district' && seen === 0;
  if (name === undefined || outOfReach)
    throw new RefusedError(
      { code: 'chain.not_found', args: { field: 'scope' } },
      name === undefined ? 'chain.not_found' : 'access.out_of_reach',
    );
  return { reach, name, seen, narrowed: seen < all };
}

async function judgeChain(tx: Tx, scope: ChainScope, reach: Scope, asked: PlainDate | undefined): Promise<Judged> {
  const calendar = await loadCalendar(tx);
  const today = dateOf(tx.now);
  const on = asked ?? today;
  const moment = { on, today, todayIsOver: tx.now >= workEndsOn(calendar, today) };
  const sums = await spanSums(tx, seenOf(scope, reach), reachOfChain(on), dueOn(calendar, on));
  const chain = guaranteeChain(calendar, sums, moment);
  return { calendar, moment, counted: dueOn(calendar, chain.countedTo), sums, chain };
}

const dueOn = (calendar: WorkCalendar, on: PlainDate): Due => ({
  on,
  running: spanContaining(on).start,
  share: dueShare(calendar, on),
});

/** The few that make up most of what is missing in the weakest link; undefined where there is none, or they are many. */
async function shortMakers(
  tx: Tx,
  scope: ChainScope,
  reach: Scope,
  { chain, counted }: Judged,
): Promise<ShortMakers | undefined> {
  const weak = weakestLink(chain.links);
  if (weak === undefined || scope.kind === 'project') return undefined;
  const of = scope.kind === 'office' || scope.kind === 'leader' ? 'project' : 'office';
  const gaps = await gapsOf(tx, seenOf(scope, reach), of, weak.start, counted);
  const behind = gaps.filter((gap) => gap > 0);
  const all = behind.reduce((sum, gap) => sum + gap, 0);
  let together = 0;
  for (const [index, gap] of behind.slice(0, FEW).entries()) {
    together += gap;
    if (together >= all * TELLING_SHARE && index + 1 < gaps.length)
      return { of, count: index + 1, percent: Math.round((together / all) * 100) };
  }
  return undefined;
}

/** What those that are behind are behind, together. */
const gapOf = (shares: readonly Share[]): number =>
  shares.reduce((so, { planToDate, actual }) => so + Math.max(0, planToDate - actual), 0);

const linkOf = (link: Link): ChainView['links'][number] => ({
  ...link,
  why: { ...link.why, args: { ...link.why.args }, ...whyWords(link.why) },
});

function pointsOf(
  calendar: WorkCalendar,
  sums: readonly SpanSum[],
  link: Link,
  countedTo: PlainDate,
  today: PlainDate,
): CurveView['points'] {
  const bySpan = new Map(sums.map((sum) => [sum.start, sum]));
  let cumulativePlan = 0;
  let cumulativeActual = 0;
  return gridOf(calendar, link.start, link.end).map(({ start, end }) => {
    const { plan = 0, actual = 0, planReported = 0 } = bySpan.get(start) ?? {};
    const isIn = start <= countedTo || (start <= today && (planReported > 0 || actual !== 0));
    cumulativePlan += plan;
    if (isIn) cumulativeActual += actual;
    const ahead = workdaysBetween(calendar, addDays(countedTo, 1), end);
    const forecast =
      end <= addDays(countedTo, 1) || link.remainingWorkdays === 0
        ? null
        : link.actual + Math.floor(((link.forecast - link.actual) * ahead) / link.remainingWorkdays);
    return {
      start,
      end,
      plan,
      actual: isIn ? actual : null,
      cumulativePlan,
      cumulativeActual: isIn ? cumulativeActual : null,
      forecast,
    };
  });
}
