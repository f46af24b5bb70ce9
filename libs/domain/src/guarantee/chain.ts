import { PERIOD_KINDS, periodsContaining } from '../calendar/index.js';
import type { PlainDate, WorkCalendar } from '../calendar/index.js';
import { countedTo, judge, linkFigures, type ChainMoment, type Link, type Pace, type SpanSum } from './link.js';

export interface GuaranteeChain {
  /** Week, ten-day period, month, quarter, year. */
  readonly links: readonly Link[];
  /** The last day whose figures count: `on`, or the day before the running report while that is neither due nor in. */
  readonly countedTo: PlainDate;
}

/** The days from which sums are needed to judge a day: its year, and the week that may reach beyond it. `end` is exclusive. */
export function reachOfChain(on: PlainDate): { start: PlainDate; end: PlainDate } {
  const { week, year } = periodsContaining(on);
  return {
    start: week.start < year.start ? week.start : year.start,
    end: week.end > year.end ? week.end : year.end,
  };
}

/**
 * 以周保旬、以旬保月、以月保季、以季保年: the five links around a day. `sums` are the spans of `reachOfChain`; one that is not
 * there counts as nothing planned and nothing done.
 *
 * Week 1 of a ten-day period brings 300 of 400, 700 are planned for the ten days: at its end the week is closed short, and
 * the ten-day period asks for the 400 that are left over the workdays that are left, and says whether that is in reach.
 */
export function guaranteeChain(calendar: WorkCalendar, sums: readonly SpanSum[], moment: ChainMoment): GuaranteeChain {
  const counted = countedTo(calendar, sums, moment);
  const periods = periodsContaining(moment.on);
  const links: Link[] = [];
  let around: Pace | undefined;
  for (const kind of PERIOD_KINDS.toReversed()) {
    const judged = judge(linkFigures(calendar, periods[kind], sums, counted, moment), around);
    links.unshift(judged.link);
    around = judged.pace;
  }
  return { links, countedTo: counted };
}
