import type { Actor } from '#domain/access/index.js';
import {
  addDays,
  dateOf,
  instantAt,
  isWorkday,
  monthContaining,
  plainDate,
  workdaysBetween,
  yearOf,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { admitVisit, type SiteCondition } from '#domain/visit/index.js';
import type { NewVisit } from '#features/visit/index.js';
import type { DemoContract } from './contracts.js';
import { Dice } from './dice.js';
import { demoDistrict } from './district.js';
import { leaderId, secondPrincipalId } from './persons.js';
import type { DemoProblem } from './problems.js';
import type { DemoProject } from './projects.js';
import { siteWorks } from './site-works.js';
import { stableId } from './stable-id.js';
import { leadershipId } from './units.js';
import { ADDENDA, seenText } from './visit-texts.js';

export interface VisitSetting {
  readonly projects: readonly DemoProject[];
  readonly contracts: readonly DemoContract[];
  readonly problems: readonly DemoProblem[];
  readonly calendar: WorkCalendar;
  readonly now: Instant;
}

/** Two months, as far as they lie in the year of the contracts. */
const LOOK_BACK_DAYS = 57;
const MINUTE = 60_000;
/** Leaders who are behind: they miss so many visits in a hundred. */
const BEHIND: ReadonlyMap<string, number> = new Map([
  [leaderId(4), 65],
  [leaderId(9), 50],
  [leaderId(11), 35],
]);
const MISSED_BY_OTHERS = 4;
/** In a hundred visits: waited in the phone's queue, say where they were, were added to afterwards. */
const [LATE, LOCATED, ADDED_TO] = [5, 30, 3];
/** The principal looks at the projects that everybody knows. */
const BY_PRINCIPAL = 6;

/** The visits of two months: by the leaders at the rate of their contracts, some behind, and those on which problems were found. */
export function demoVisits({ projects, contracts, problems, calendar, now }: VisitSetting): NewVisit[] {
  const today = dateOf(now);
  const yearStart = plainDate(`${yearOf(today)}-01-01`);
  const back = addDays(today, -LOOK_BACK_DAYS);
  const from = back > yearStart ? back : yearStart;
  const demoOf = new Map(projects.map((demo) => [demo.row.projectId, demo]));
  const running = new Map(contracts.filter(({ row }) => row.toOn === null).map(({ row }) => [row.projectId, row]));
  const logOf = (demo: DemoProject, visitor: string, as: 'leader' | 'principal', name: string) =>
    new Log(demo, running.get(demo.row.projectId)!, visitor, as, yearStart, now, new Dice(`visit-${name}`));
  const byDuty = [...running.values()].flatMap((row) => {
    const demo = demoOf.get(row.projectId)!;
    const dice = new Dice(`visits-${demo.row.code}`);
    const missed = BEHIND.get(row.leaderId) ?? MISSED_BY_OTHERS;
    return months(from, today).flatMap((part) =>
      daysOfDuty(part, row.visitsPerMonth, calendar, dice)
        .filter(() => dice.between(1, 100) > missed)
        .flatMap((day) => logOf(demo, row.leaderId, 'leader', `${demo.row.code}/${day}`).on(day)),
    );
  });
  const byPrincipal = projects.slice(0, BY_PRINCIPAL).flatMap((demo, index) => {
    const day = addDays(from, 9 + index * 8);
    return isWorkday(calendar, day) ? logOf(demo, secondPrincipalId, 'principal', `principal/${index}`).on(day) : [];
  });
  const withProblems = problems.flatMap(({ found, story: { state } }) => {
    if (!found) return [];
    const log = logOf(demoOf.get(state.projectId)!, state.filedBy, 'leader', found.visitId);
    return log.finding(found.visitId, found.visitedAt, state.filedAt, { problemId: state.id, way: found.way });
  });
  return [...byDuty, ...byPrincipal, ...withProblems];
}

/** The window cut by months: each part with the whole month's days, by which the duty is counted. */
function months(from: PlainDate, today: PlainDate): { start: PlainDate; end: PlainDate }[] {
  const parts: { start: PlainDate; end: PlainDate }[] = [];
  for (let at = from; at <= today; at = monthContaining(at).end) {
    const { end } = monthContaining(at);
    parts.push({ start: at, end: end > today ? addDays(today, 1) : end });
  }
  return parts;
}

/** The month's visits as far as its workdays lie in this part, spread over it: no two on a day. */
function daysOfDuty(
  { start, end }: { start: PlainDate; end: PlainDate },
  perMonth: number,
  calendar: WorkCalendar,
  dice: Dice,
): PlainDate[] {
  const month = monthContaining(start);
  const worked: PlainDate[] = [];
  for (let day = start; day < end; day = addDays(day, 1)) if (isWorkday(calendar, day)) worked.push(day);
  const share = (perMonth * worked.length) / Math.max(1, workdaysBetween(calendar, month.start, month.end));
  const count = Math.floor(share + dice.next());
  const each = worked.length / Math.max(1, count);
  return Array.from({ length: Math.min(count, worked.length) }, (_, n) => {
    const low = Math.floor(n * each);
    return worked[dice.between(low, Math.max(low, Math.floor((n + 1) * each) - 1))]!;
  });
}

/** One visit, taken in by the rule that takes in every visit. */
class Log {
  constructor(
    private readonly demo: DemoProject,
    private readonly contract: DemoContract['row'],
    private readonly visitorId: string,
    private readonly visitedAs: 'leader' | 'principal',
    private readonly yearStart: PlainDate,
    private readonly now: Instant,
    private readonly dice: Dice,
  ) {}

  /** None when it would come later than now. */
  on(day: PlainDate): NewVisit[] {
    const { dice } = this;
    const hour = dice.pick(['08', '09', '10', '11', '14', '15', '16', '17']);
    const visitedAt = (instantAt(day, `${hour}:00`) + dice.between(0, 59) * MINUTE) as Instant;
    const loggedAt = visitedAt + dice.between(12, 55) * MINUTE;
    const waited = dice.between(1, 100) <= LATE ? dice.between(70, 1_300) * MINUTE : dice.between(1, 9) * 1_000;
    const visitId = stableId('visit', `${this.demo.row.code}/${this.visitedAs}/${day}`);
    return this.write(visitId, visitedAt, loggedAt as Instant, (loggedAt + waited) as Instant);
  }

  /** On which a problem was found: logged, sent and filed in one act. */
  finding(
    visitId: string,
    visitedAt: Instant,
    filedAt: Instant,
    problem: NonNullable<NewVisit['problems']>[number],
  ): NewVisit[] {
    return this.write(visitId, visitedAt, filedAt, filedAt).map((visit) => ({ ...visit, problems: [problem] }));
  }

  private write(visitId: string, visitedAt: Instant, loggedAt: Instant, receivedAt: Instant): NewVisit[] {
    if (receivedAt > this.now) return [];
    const { dice, demo, contract } = this;
    const { contractId, leaderId: assigned, fromOn, toOn, projectId } = contract;
    const terms = [{ contractId, leaderId: assigned, from: fromOn, to: toOn ?? null }];
    const admitted = admitVisit({ visitedAt, loggedAt }, this.visitor(), terms, receivedAt);
    if (!admitted.ok) throw new RangeError(`A visit of the demo is refused: ${admitted.refusal.code}`);
    const condition = this.condition();
    const works = siteWorks(demo, this.yearStart, admitted.value.visitedOn).progress;
    const at = (receivedAt + dice.between(40, 300) * MINUTE) as Instant;
    const added = dice.between(1, 100) <= ADDED_TO && at <= this.now;
    return [
      {
        ...admitted.value,
        ...{ visitId, projectId, visitorId: this.visitorId, receivedAt, condition },
        seen: `${seenText(condition, works, dice)}（示例）`,
        ...this.place(),
        addenda: added ? [{ at, text: `${dice.pick(ADDENDA)}（示例）` }] : [],
      },
    ];
  }

  private visitor(): Actor {
    return {
      kind: 'person',
      districtId: demoDistrict.districtId,
      personId: this.visitorId,
      roles: [this.visitedAs],
      unitId: leadershipId,
      companyId: null,
      name: '',
    };
  }

  private condition(): SiteCondition {
    const { stage } = this.demo.row;
    const thrown = this.dice.between(1, 100);
    if (stage === 'preparing') return 'notStarted';
    if (stage === 'paused') return thrown <= 70 ? 'stopped' : 'slow';
    return thrown <= 4 ? 'stopped' : thrown <= 20 ? 'slow' : 'normal';
  }

  private place(): Pick<NewVisit, 'latitude' | 'longitude' | 'accuracyMetres'> {
    const { latitude, longitude } = this.demo.row;
    const given = this.dice.between(1, 100) <= LOCATED;
    const off = (): number => this.dice.between(-20, 20) / 50_000;
    if (!given || latitude == null || longitude == null) return {};
    return { latitude: latitude + off(), longitude: longitude + off(), accuracyMetres: this.dice.between(6, 40) };
  }
}
