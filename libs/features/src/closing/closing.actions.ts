import type { Tx } from '#db/database.js';
import { addWorkdays, workdaysBetween, type Period, type PlainDate } from '#domain/calendar/index.js';
import { makesGoodIn, type ClosingAction, type ClosingLink, type ClosingPolicy } from '#domain/closing/index.js';
import { moneyInEnglish, moneyWords, periodWords } from '#domain/guarantee/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { offerToAgenda, type AgendaOffer } from '#features/meeting/index.js';
import type { SettledCards } from './closing.cards.js';
import { tellLeaders, tellOffices, tellOfCards, tellPrincipal } from './closing.notices.js';
import {
  actingProjectIds,
  districtResult,
  insertLooks,
  officeSums,
  shortGroups,
  type ShortGroup,
} from './closing.repository.js';
import { seriesOfLines } from './closing.queries.js';

/** A mail lists so many projects; the rest it counts. */
const LISTED = 20;

export interface ClosedWith {
  readonly period: Period;
  readonly link: ClosingLink;
  readonly policy: ClosingPolicy;
  readonly cards: SettledCards;
  /** The day on which people are told, days after it was due where the system was down. */
  readonly today: PlainDate;
}

/** Everything that a closed period sets off: each once, grouped by who is told. Answers how much of what. */
export async function takeActions(tx: Tx, closed: ClosedWith): Promise<Readonly<Record<string, number>>> {
  const { period, link } = closed;
  const has = (action: ClosingAction) => link.actions.includes(action);
  const offices = await shortGroups(tx, period, 'office', link.actsBelowPercent, LISTED);
  const done: Record<string, number> = { shortOffices: offices.length };
  if (offices.length > 0) {
    if (has('remindOffice')) await remindOffices(tx, closed, offices);
    if (has('leaderLooks')) done['looks'] = await askLeaders(tx, closed);
    if (has('agendaItem')) done['agendaItems'] = await fillAgendas(tx, closed);
  }
  await tellOfCards(tx, period, closed.cards.issued);
  if (has('tellPrincipal')) {
    const district = await districtResult(tx, period);
    if (district.shortProjects > 0)
      await tellPrincipal(tx, { ...closed, district, offices, talk: has('talk') && closed.cards.issued.length > 0 });
  }
  return done;
}

/** With what it takes a workday to make the gap up, in the shortest period around that still has workdays. */
async function remindOffices(tx: Tx, { period, today }: ClosedWith, offices: readonly ShortGroup[]): Promise<void> {
  const calendar = await loadCalendar(tx);
  const from = today > period.end ? today : period.end;
  const around = makesGoodIn(period, calendar, from);
  const sums = around === null ? new Map<string, never>() : await officeSums(tx, around, from);
  const workdaysLeft = around === null ? 0 : workdaysBetween(calendar, from, around.end);
  await tellOffices(
    tx,
    period,
    offices.map((office) => {
      const sum = sums.get(office.key);
      const missing = sum ? sum.plan - sum.actual : 0;
      const makeUp =
        around === null || workdaysLeft === 0 || missing <= 0
          ? null
          : { words: periodWords(around), neededPace: Math.ceil(missing / workdaysLeft), workdaysLeft };
      return { office, makeUp };
    }),
  );
}

async function askLeaders(tx: Tx, { period, link, policy, today }: ClosedWith): Promise<number> {
  const leaders = await shortGroups(tx, period, 'leader', link.actsBelowPercent, LISTED);
  const projects = await actingProjectIds(tx, period, link.actsBelowPercent);
  const dueOn = addWorkdays(await loadCalendar(tx), today, policy.lookWorkdays);
  await insertLooks(
    tx,
    period,
    dueOn,
    leaders.map(({ key, shortBy }) => ({ leaderId: key, shortBy, projectIds: projects.get(key) ?? [] })),
  );
  await tellLeaders(tx, period, dueOn, leaders);
  return leaders.length;
}

/** On the next agenda of each line: its largest gaps one by one, the rest as one matter. */
async function fillAgendas(tx: Tx, { period, link, policy }: ClosedWith): Promise<number> {
  const series = await seriesOfLines(tx);
  const lines = await shortGroups(tx, period, 'line', link.actsBelowPercent, policy.agendaAtMost);
  const words = periodWords(period);
  const offers = lines.flatMap((line): AgendaOffer[] => {
    const seriesId = series.get(line.key);
    if (seriesId === undefined) return [];
    const of = {
      section: 'monthGaps',
      line: line.key as AgendaOffer['line'],
      period: period.start.slice(0, 7),
    } as const;
    const single = line.top.map((project): AgendaOffer => ({
      ...of,
      subjectKind: 'project',
      subjectId: project.id,
      projectId: project.id,
      title: `${project.name}${words.zh}欠账${moneyWords(project.gap)}`,
      titleEn: `${project.name}: ${moneyInEnglish(project.gap)} short in ${words.en}`,
      ask: '说明原因，研究补欠措施和时限',
    }));
    const left = line.count - line.top.length;
    const leftGap = line.shortBy - line.top.reduce((so, { gap }) => so + gap, 0);
    if (left <= 0) return single;
    const rest: AgendaOffer = {
      ...of,
      subjectKind: 'series',
      subjectId: seriesId,
      projectId: null,
      title: `其余${left}个项目${words.zh}共欠账${moneyWords(leftGap)}`,
      titleEn: `${left} more projects: ${moneyInEnglish(leftGap)} short in ${words.en}`,
      ask: '逐个项目明确补欠时限',
    };
    return [...single, rest];
  });
  const places = await offerToAgenda(tx, offers);
  return places.filter(({ what }) => what === 'listed' || what === 'reworded').length;
}
