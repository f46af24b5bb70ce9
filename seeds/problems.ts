import {
  addDays,
  dateOf,
  instantAt,
  isWorkday,
  yearOf,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { fileOnSite, fileProblem, type Filing, type Ladder } from '#domain/ladder/index.js';
import type { Occurrence } from '#domain/meeting/index.js';
import type { FoundWay } from '#domain/visit/index.js';
import { leaderNumberOf } from './contracts.js';
import { Dice } from './dice.js';
import { meetingName } from './meetings.js';
import { companiesWithAccounts } from './persons.js';
import { castOf } from './problem-cast.js';
import type { Script } from './problem-script.js';
import { scripts } from './problem-scripts.js';
import { passedAt, playStory, type Story } from './problem-story.js';
import type { Timetable } from './timetable.js';
import { problemTexts, type Category } from './problem-texts.js';
import type { Line } from './project-names.js';
import type { DemoProject } from './projects.js';
import { stableId, stableIdAt } from './stable-id.js';
import { officeId } from './units.js';

/** A problem of the demo district with its whole way so far. */
export interface DemoProblem {
  readonly script: string;
  readonly line: Line;
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  readonly filingUnitId: string;
  /** The visit on which it was found and filed. */
  readonly found: { readonly visitId: string; readonly visitedAt: Instant; readonly way: FoundWay } | null;
  readonly story: Story;
}

export interface ProblemSetting {
  readonly districtId: string;
  readonly projects: readonly DemoProject[];
  readonly ladder: Ladder;
  readonly calendar: WorkCalendar;
  readonly timetables: Readonly<Record<Line, Timetable>>;
  readonly now: Instant;
}

/** Nothing rings in the first minutes: who starts the demo sees it before it moves. */
const QUIET_MS = 30 * 60_000;
/** How far back a filing is looked for: third times on an agenda take about five weeks, with a long holiday seven. */
const LOOK_BACK_DAYS = 75;
const FILING_TIMES = ['09:20', '10:35', '11:10', '14:25', '15:40', '16:50'];
/** A story is chosen at random among the first so many that fit, so that not all are as fresh as can be. */
const CHOICES = 3;
/** The days that fit lie together: so many that do not, after one that did, and the search is over. */
const GIVE_UP_AFTER = 4;
const LINES: readonly Line[] = ['construction', 'urban', 'livelihood', 'investment'];

type Untitled = Omit<DemoProblem, 'number'>;

/**
 * Problems on every rung and in every state, dated so that each stands as its script says at `now`. Each is played, not
 * written: it is what the system itself would have made of it.
 */
export function demoProblems(setting: ProblemSetting): DemoProblem[] {
  const told: Untitled[] = [];
  for (const script of scripts)
    for (let copy = 0; copy < script.count; copy++) told.push(tellOrElse(setting, script, copy, told));
  return numbered(told);
}

/** WT-2023-0001: by the year of filing, in the order of filing. */
function numbered(told: readonly Untitled[]): DemoProblem[] {
  const last = new Map<number, number>();
  return told
    .toSorted((a, b) => a.story.state.filedAt - b.story.state.filedAt || (a.story.state.id < b.story.state.id ? -1 : 1))
    .map((problem) => {
      const year = yearOf(dateOf(problem.story.state.filedAt));
      const number = (last.get(year) ?? 0) + 1;
      last.set(year, number);
      return { ...problem, number: `WT-${year}-${String(number).padStart(4, '0')}` };
    });
}

function tellOrElse(setting: ProblemSetting, script: Script, copy: number, told: readonly Untitled[]): Untitled {
  const found = tell(setting, script, copy, told);
  if (found) return found;
  const other = scripts.find(({ name }) => name === script.otherwise);
  // A name of its own: several scripts may have no day of theirs.
  const instead = other && tell(setting, other, other.count + told.length, told);
  if (!instead) throw new Error(`No day to file a problem on that now stands as "${script.name}".`);
  return instead;
}

function tell(setting: ProblemSetting, script: Script, copy: number, told: readonly Untitled[]): Untitled | undefined {
  const { projects, ladder, calendar, now, districtId } = setting;
  const key = `${script.name}/${copy}`;
  const dice = new Dice(`problem/${key}`);
  const target = told.filter((problem) => problem.script === script.duplicateOf)[copy]?.story.state ?? null;
  const index = target
    ? projects.findIndex(({ row }) => row.projectId === target.projectId)
    : projectFor(script, copy, projects, dice);
  const demo = projects[index]!;
  const leaderNumber = leaderNumberOf(demo, index);
  const cast = castOf(demo, leaderNumber, districtId);
  const by = cast[script.filedBy ?? 'office']!;
  const text = dice.pick(problemTexts);
  const fitting: Story[] = [];
  let since = 0;
  for (const filedAt of filingMoments(calendar, now, dice)) {
    if (target && filedAt <= target.filedAt) break;
    const filing: Filing = {
      id: stableIdAt(filedAt, 'problem', key),
      by,
      severity: script.severity ?? 'normal',
      projectId: demo.row.projectId,
      projectOfficeId: officeId(demo.office),
      filingOfficeId: officeId(demo.office),
      leaderId: cast.leader.personId,
      leadDepartmentId: null,
      assistingDepartmentIds: [],
      responsibleDepartmentId: cast.department.unitId,
      companyId: demo.row.companyId,
    };
    const { line } = demo.row;
    const scene = { cast, calendar, key, target };
    const stage = {
      ladder,
      calendar,
      timetable: setting.timetables[line],
      meetingName: (occurrence: Occurrence) => meetingName(line, occurrence),
      decisionId: stableId('decision', key),
      rulings: script.rulings?.(scene) ?? [],
    };
    const filed = file(filing, script, key, ladder, calendar, filedAt);
    const story = filed.ok && playStory(stage, filed.value, filedAt, script.acts(scene), now);
    if (story && script.stands(story.state) && isQuiet(story, now)) fitting.push(story);
    else if (fitting.length > 0) since += 1;
    if (fitting.length === CHOICES || since === GIVE_UP_AFTER) break;
  }
  if (fitting.length === 0) return undefined;
  return {
    script: script.name,
    line: demo.row.line,
    title: `${demo.row.name}：${text.title}`,
    description: `${text.description}（示例）`,
    category: text.category,
    filingUnitId: by.unitId ?? by.companyId!,
    ...foundOn(script, key, dice.pick(fitting)),
  };
}

/** On a visit, or from a desk. */
function file(
  filing: Filing,
  { found }: Script,
  key: string,
  ladder: Ladder,
  calendar: WorkCalendar,
  filedAt: Instant,
): ReturnType<typeof fileProblem> {
  if (!found) return fileProblem(filing, ladder, calendar, filedAt);
  const visit = { visitId: stableId('visit', key), visitedAt: visitedBefore(filedAt), visitedAs: 'leader' } as const;
  return fileOnSite(filing, { ...visit, proceeding: found }, ladder, calendar, filedAt);
}

function foundOn({ found }: Script, key: string, story: Story): Pick<DemoProblem, 'found' | 'story'> {
  const visitedAt = visitedBefore(story.state.filedAt);
  return { story, found: found ? { visitId: stableId('visit', key), visitedAt, way: found.way } : null };
}

/** The leader looks around before writing down what there is. */
const visitedBefore = (filedAt: Instant): Instant => (filedAt - 35 * 60_000) as Instant;

/** Another line each time, so that every series has problems; a named project now and then. */
function projectFor(script: Script, copy: number, projects: readonly DemoProject[], dice: Dice): number {
  const wanted = LINES[(copy + scripts.indexOf(script)) % LINES.length];
  const fits = ({ companyNumber, row }: DemoProject): boolean =>
    script.filedBy === 'enterprise' ? companiesWithAccounts.includes(companyNumber) : row.line === wanted;
  const candidates = projects.flatMap((demo, index) => (demo.row.stage !== 'completed' && fits(demo) ? [index] : []));
  return dice.pick(dice.next() < 0.3 ? candidates.slice(0, 5) : candidates);
}

/** Working moments of the past, the latest first. A place without workdays lately (a long holiday) goes further back. */
function* filingMoments(calendar: WorkCalendar, now: Instant, dice: Dice): Generator<Instant> {
  const start = dice.between(0, FILING_TIMES.length - 1);
  for (let back = 0; back <= LOOK_BACK_DAYS; back++) {
    const day: PlainDate = addDays(dateOf(now), -back);
    if (!isWorkday(calendar, day)) continue;
    const at = instantAt(day, FILING_TIMES[(start + back) % FILING_TIMES.length]!);
    // A few minutes and seconds off the full hour, as people are.
    const filedAt = (at + dice.between(0, 540) * 1000) as Instant;
    if (filedAt < now) yield filedAt;
  }
}

/** Neither a timer nor a meeting that passes comes soon; and a claim still waits for its check, rather than being overdue. */
function isQuiet({ state, timers, listings, decision }: Story, now: Instant): boolean {
  const moments = [
    ...timers.map(({ dueAt }) => dueAt),
    ...(decision?.timers ?? []).map(({ dueAt }) => dueAt),
    ...listings.flatMap((listing) =>
      listing.state === 'listed' && listing.outcome === null ? [passedAt(listing.meeting)] : [],
    ),
  ];
  const checked = state.status !== 'claimed' || timers.length > 0;
  return checked && moments.every((moment) => moment <= now || moment > now + QUIET_MS);
}

/** The id under which the demo's ladder is kept. */
export const demoLadderId = stableId('ladder', 'default');
