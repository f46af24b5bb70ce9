import type { Tx } from '#db/database.js';
import type { Period, PeriodKind, PlainDate } from '#domain/calendar/index.js';
import type { Colour } from '#domain/closing/index.js';
import { moneyInEnglish, moneyWords, periodWords, type Bilingual } from '#domain/guarantee/index.js';
import { namesOfUnits } from './closing.queries.js';
import { raiseNotices, type NoticeRequest, type NoticeRule } from '#features/notice/index.js';
import { cardsToTell, type IssuedCard } from './card.repository.js';
import type { DistrictResult, ShortGroup, ShortProject } from './closing.repository.js';

const LISTED = 20;
/** As many offices as the principal is named. */
const MAKERS = 3;

/** One rule a kind: of two weeks that wait for a morning the newer replaces the older, but no week replaces a month. */
const shortRule: Readonly<Record<PeriodKind, NoticeRule>> = {
  week: 'closing.week-short',
  tenDay: 'closing.ten-day-short',
  month: 'closing.month-short',
  quarter: 'closing.quarter-short',
  year: 'closing.year-short',
};

const periodKey = ({ kind, start }: Pick<Period, 'kind' | 'start'>): string => `${kind} ${start}`;

function wordsOfPeriod(period: Period) {
  const { zh, en } = periodWords(period);
  return { periodKind: period.kind, periodZh: zh, periodEn: en };
}

const listed = (projects: readonly ShortProject[]) => projects.map(({ code, name, gap }) => ({ code, name, gap }));

/** One notice an office, listing its projects. */
export async function tellOffices(
  tx: Tx,
  period: Period,
  offices: readonly {
    readonly office: ShortGroup;
    readonly makeUp: { readonly words: Bilingual; readonly neededPace: number; readonly workdaysLeft: number } | null;
  }[],
): Promise<void> {
  await raiseNotices(
    tx,
    offices.map(({ office, makeUp }) => ({
      rule: shortRule[period.kind],
      subjectKind: 'office',
      subjectId: office.key,
      period: periodKey(period),
      recipients: [{ unit: office.key }],
      urgency: 'digest' as const,
      args: {
        ...wordsOfPeriod(period),
        plan: office.plan,
        actual: office.actual,
        shortBy: office.shortBy,
        shortCount: office.count,
        notReported: office.notReported,
        short: listed(office.top),
        makeUpZh: makeUp?.words.zh ?? '',
        makeUpEn: makeUp?.words.en ?? '',
        neededPace: makeUp?.neededPace ?? null,
        workdaysLeft: makeUp?.workdaysLeft ?? 0,
      },
    })),
  );
}

/** A leader must look: one notice, listing their projects. */
export async function tellLeaders(
  tx: Tx,
  period: Period,
  dueOn: PlainDate,
  leaders: readonly ShortGroup[],
): Promise<void> {
  await raiseNotices(
    tx,
    leaders.map((leader) => ({
      rule: 'closing.look' as const,
      subjectKind: 'leader',
      subjectId: leader.key,
      period: periodKey(period),
      recipients: [{ person: leader.key }],
      urgency: 'digest' as const,
      args: {
        ...wordsOfPeriod(period),
        shortBy: leader.shortBy,
        shortCount: leader.count,
        short: listed(leader.top),
        dueOn,
      },
    })),
  );
}

/** The principal and the coordinators: the district in one notice, with the offices that make up most of the gap. */
export async function tellPrincipal(
  tx: Tx,
  told: {
    readonly period: Period;
    readonly district: DistrictResult;
    readonly offices: readonly ShortGroup[];
    readonly cards: { readonly issued: readonly IssuedCard[] };
    readonly talk: boolean;
  },
): Promise<void> {
  const { period, district, offices, cards, talk } = told;
  const makers = offices.toSorted((a, b) => b.shortBy - a.shortBy).slice(0, MAKERS);
  const names = await namesOfUnits(
    tx,
    makers.map(({ key }) => key),
  );
  await raiseNotices(tx, [
    {
      rule: 'closing.principal',
      subjectKind: 'district',
      subjectId: tx.districtId,
      period: periodKey(period),
      recipients: [{ role: 'principal' }, { role: 'coordinator' }],
      urgency: 'digest',
      args: {
        ...wordsOfPeriod(period),
        plan: district.plan,
        actual: district.actual,
        shortBy: district.shortBy,
        shortCount: district.shortProjects,
        makersZh: makers.map(({ key, shortBy }) => `${names.get(key)?.zh ?? ''}：差${moneyWords(shortBy)}`),
        makersEn: makers.map(({ key, shortBy }) => `${names.get(key)?.en ?? ''}: ${moneyInEnglish(shortBy)} short`),
        ...countOf(cards.issued),
        talk,
      },
    },
  ]);
}

/** Cards issued: one notice an office and one a leader, listing them. */
export async function tellOfCards(tx: Tx, period: Period, issued: readonly IssuedCard[]): Promise<void> {
  const told = issued.map(({ colour, matter }) => ({ ...matter, colour, gap: matter.plan - matter.actual }));
  await raiseNotices(tx, [
    ...grouped(told, ({ officeId }) => officeId).map(([officeId, cards]) =>
      cardNotice('card.issued', period, { unit: officeId }, officeId, cards),
    ),
    ...grouped(told, ({ leaderId }) => leaderId).map(([leaderId, cards]) =>
      cardNotice('card.issued', period, { person: leaderId }, leaderId, cards),
    ),
  ]);
}

/** Made up: told to the office and the leader whose it was, and nobody is asked for anything any more. */
export async function tellOfStrikeOff(tx: Tx, cardIds: readonly string[], through: PlainDate): Promise<void> {
  if (cardIds.length === 0) return;
  const cards = await cardsToTell(tx, cardIds);
  const period = { key: `through ${through} ${cardIds[0]}` };
  await raiseNotices(tx, [
    ...grouped(cards, ({ officeId }) => officeId).map(([officeId, theirs]) =>
      cardNotice('card.struck-off', period, { unit: officeId }, officeId, theirs),
    ),
    ...grouped(cards, ({ leaderId }) => leaderId).map(([leaderId, theirs]) =>
      cardNotice('card.struck-off', period, { person: leaderId }, leaderId, theirs),
    ),
  ]);
}

interface ToldCard {
  readonly colour: Colour;
  readonly code: string;
  readonly name: string;
  readonly gap: number;
}

function cardNotice(
  rule: 'card.issued' | 'card.struck-off',
  period: Period | { readonly key: string },
  recipient: NoticeRequest['recipients'][number],
  subjectId: string,
  cards: readonly ToldCard[],
): NoticeRequest {
  const ofPeriod = 'kind' in period;
  return {
    rule,
    subjectKind: 'card',
    subjectId,
    period: ofPeriod ? periodKey(period) : period.key,
    recipients: [recipient],
    urgency: 'digest',
    args: {
      ...(ofPeriod ? wordsOfPeriod(period) : {}),
      ...countOf(cards),
      shortBy: cards.reduce((so, { gap }) => so + gap, 0),
      shortCount: cards.length,
      short: cards.slice(0, LISTED).map(({ code, name, gap }) => ({ code, name, gap })),
    },
  };
}

function countOf(cards: readonly { readonly colour: Colour }[]): Record<Colour, number> {
  const count = (colour: Colour) => cards.filter((card) => card.colour === colour).length;
  return { blue: count('blue'), yellow: count('yellow'), red: count('red') };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

/** An office that is coming short of a period that is about to close. */
export interface ComingShort {
  readonly officeId: string;
  readonly plan: number;
  readonly actual: number;
  readonly neededPace: number;
  readonly count: number;
  readonly top: readonly ShortProject[];
}

export async function tellOfComingShort(
  tx: Tx,
  period: Period,
  workdaysLeft: number,
  offices: readonly ComingShort[],
): Promise<void> {
  await raiseNotices(
    tx,
    offices.map(({ officeId, plan, actual, neededPace, count, top }) => ({
      rule: 'closing.coming-short' as const,
      subjectKind: 'office',
      subjectId: officeId,
      period: periodKey(period),
      recipients: [{ unit: officeId }],
      urgency: 'digest' as const,
      args: {
        ...wordsOfPeriod(period),
        ...{ plan, actual, shortBy: plan - actual, neededPace, workdaysLeft, shortCount: count },
        short: listed(top),
      },
    })),
  );
}
