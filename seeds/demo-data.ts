import { dateOf, publishedCalendar, yearOf, type Instant } from '#domain/calendar/index.js';
import { defaultLadder } from '#domain/ladder/index.js';
import type { LaidPlan } from '#features/plan/index.js';
import type { NewVisit } from '#features/visit/index.js';
import { demoMeetings, type DemoMeeting } from './agendas.js';
import { demoContracts, type DemoContract } from './contracts.js';
import { demoDistrict } from './district.js';
import { demoActuals, demoPlans, type DemoActual } from './figures.js';
import { meetingRules } from './meetings.js';
import { demoLadderId, demoProblems, type DemoProblem } from './problems.js';
import { demoProjects, type DemoProject } from './projects.js';
import { demoReports, type DemoReport } from './reports.js';
import { demoVisits } from './visits.js';

/** How much is put in: `demo` is everything; `small` leaves out problems, visits and reports. */
export type SeedSize = 'demo' | 'small';

/** What the demo district holds besides people's passwords: the same for the same moment. */
export interface DemoData {
  readonly projects: DemoProject[];
  readonly contracts: DemoContract[];
  readonly plans: LaidPlan[];
  readonly actuals: DemoActual[];
  readonly problems: DemoProblem[];
  readonly meetings: DemoMeeting[];
  readonly visits: NewVisit[];
  readonly reports: DemoReport[];
}

export function demoData(now: Instant, size: SeedSize): DemoData {
  const today = dateOf(now);
  const projects = demoProjects(yearOf(today), today);
  const calendar = publishedCalendar();
  const rules = meetingRules(today);
  const ladder = { ...defaultLadder, id: demoLadderId };
  const { districtId } = demoDistrict;
  const problems =
    size === 'small' ? [] : demoProblems({ districtId, projects, ladder, calendar, meetings: rules, now });
  const plans = demoPlans(projects, calendar);
  const actuals = demoActuals(projects, plans, calendar, now);
  const contracts = demoContracts(projects, yearOf(today));
  const lived = size === 'demo';
  return {
    projects,
    plans,
    actuals,
    contracts,
    problems,
    meetings: demoMeetings(problems, rules, calendar, now),
    visits: lived ? demoVisits({ projects, contracts, problems, calendar, now }) : [],
    reports: lived ? demoReports({ projects, plans, actuals, problems, calendar, now }) : [],
  };
}
