import { dateOf, publishedCalendar, yearOf, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { defaultLadder } from '#domain/ladder/index.js';
import type { LaidPlan } from '#features/plan/index.js';
import type { NewVisit } from '#features/visit/index.js';
import { demoAgendas, type DemoDecision, type DemoMeeting } from './agendas.js';
import { demoContracts, type DemoContract } from './contracts.js';
import { demoDistrict } from './district.js';
import { demoActuals, demoPlans, type DemoActual } from './figures.js';
import { demoMatters } from './matters.js';
import { meetingRules } from './meetings.js';
import { demoLadderId, demoProblems, type DemoProblem } from './problems.js';
import { demoProjects, type DemoProject } from './projects.js';
import { demoRatings, type DemoRating } from './ratings.js';
import { demoReports, type DemoReport } from './reports.js';
import type { Line } from './project-names.js';
import { Timetable } from './timetable.js';
import { demoVisits } from './visits.js';

/** How much is put in: `demo` is everything; `small` has no past: no problems, meetings, visits and reports. */
export type SeedSize = 'demo' | 'small';

/** What the demo district holds besides people's passwords: the same for the same moment. */
export interface DemoData {
  readonly projects: DemoProject[];
  readonly contracts: DemoContract[];
  readonly plans: LaidPlan[];
  readonly actuals: DemoActual[];
  readonly problems: DemoProblem[];
  readonly ratings: DemoRating[];
  readonly meetings: DemoMeeting[];
  readonly decisions: DemoDecision[];
  readonly visits: NewVisit[];
  readonly reports: DemoReport[];
}

export function demoData(now: Instant, size: SeedSize): DemoData {
  const today = dateOf(now);
  const projects = demoProjects(yearOf(today), today);
  const calendar = publishedCalendar();
  const timetables = demoTimetables(now, calendar);
  const ladder = { ...defaultLadder, id: demoLadderId };
  const { districtId } = demoDistrict;
  const lived = size === 'demo';
  const told = lived ? demoProblems({ districtId, projects, ladder, calendar, timetables, now }) : [];
  const matters = lived ? demoMatters({ districtId, timetables, calendar, now }) : [];
  const { meetings, decisions, problems } = demoAgendas(told, matters, timetables, now);
  const plans = demoPlans(projects, calendar);
  const actuals = demoActuals(projects, plans, calendar, now);
  const contracts = demoContracts(projects, yearOf(today));
  return {
    projects,
    plans,
    actuals,
    contracts,
    problems,
    ratings: demoRatings(problems, ladder, now),
    meetings: lived ? meetings : meetings.filter(({ timers }) => timers.length > 0),
    decisions,
    visits: lived ? demoVisits({ projects, contracts, problems, calendar, now }) : [],
    reports: lived ? demoReports({ projects, plans, actuals, problems, calendar, now }) : [],
  };
}

/** The meetings of the four series around now. */
export function demoTimetables(now: Instant, calendar: WorkCalendar): Record<Line, Timetable> {
  const rules = meetingRules(now, calendar);
  const of = (line: Line): Timetable => new Timetable(line, rules[line], calendar, now);
  return {
    construction: of('construction'),
    investment: of('investment'),
    urban: of('urban'),
    livelihood: of('livelihood'),
  };
}
