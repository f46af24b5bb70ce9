import type { Tx } from '#db/database.js';
import {
  dateOf,
  instantAt,
  workdaysBetween,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { lightOf, type LightPolicy, type LightShown } from '#domain/light/index.js';
import { lastReportDue, spansOfReport, type ReportingPeriod } from '#domain/report/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { versionInForce } from '#features/policy/index.js';
import { lightPolicy } from './light.policy.js';
import { projectStandings, type ProjectStanding, type StandingsAsked } from './light.queries.js';

/** What the lights of a day go by. */
export interface LightMoment {
  readonly on: PlainDate;
  /** The last report that was due by then; null before the first. */
  readonly due: { readonly period: ReportingPeriod; readonly dueAt: Instant } | null;
  /** Figures before this day count, on both sides: the plan is not asked for days nobody has reported yet. */
  readonly before: PlainDate;
  /** The spans of that report that are worked. */
  readonly spans: readonly PlainDate[];
}

/** Today's lights go by the moment, those of an earlier day by its end. */
export function lightMoment(calendar: WorkCalendar, on: PlainDate, now: Instant): LightMoment {
  const moment = on < dateOf(now) ? instantAt(on, '23:59') : now;
  const due = lastReportDue(moment, on, calendar);
  const spans = due === null ? [] : spansOfReport(due.period);
  return {
    on,
    due,
    before: due?.period.end ?? on,
    spans: spans.filter(({ start, end }) => workdaysBetween(calendar, start, end) > 0).map(({ start }) => start),
  };
}

export interface ProjectLight extends ProjectStanding, LightShown {}

/** Every project of the scope with its light and why, under the policy in force that day. */
export async function lightsOf(
  tx: Tx,
  asked: Pick<StandingsAsked, 'scope' | 'where'> & { readonly on: PlainDate },
): Promise<{ moment: LightMoment; policyVersion: number; lights: ProjectLight[] }> {
  const moment = lightMoment(await loadCalendar(tx), asked.on, tx.now);
  const policy = await versionInForce(tx, lightPolicy, instantOf(asked.on, tx.now));
  const standings = await standingsAt(tx, asked, moment);
  return {
    moment,
    policyVersion: policy.version,
    lights: standings.map((each) => lit(policy.definition, each, moment)),
  };
}

export function standingsAt(
  tx: Tx,
  { scope, where }: Pick<StandingsAsked, 'scope' | 'where'>,
  { on, before, spans }: LightMoment,
): Promise<ProjectStanding[]> {
  return projectStandings(tx, { scope, where, on, before, due: spans });
}

/** A project that is finished is asked for no report; whatever else has one missing is grey. */
export function lit(policy: LightPolicy, standing: ProjectStanding, { due, spans }: LightMoment): ProjectLight {
  const { planToDate, actual, reported, stage } = standing;
  const isAsked = stage !== 'completed' && stage !== 'inProduction';
  const missing = isAsked && due !== null && reported < spans.length;
  const missingReport = missing ? { weekStart: due.period.start, dueAt: due.dueAt } : null;
  return { ...standing, ...lightOf(policy, { planToDate, actual, missingReport }) };
}

const instantOf = (on: PlainDate, now: Instant): Instant => (on < dateOf(now) ? instantAt(on, '23:59') : now);
