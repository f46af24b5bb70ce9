import type { PlainDate, Span } from '../calendar/index.js';
import type { SpanFigure } from './prefill.js';

/** One project in a report as its office fills it in. */
export interface ReportLine {
  readonly projectId: string;
  readonly figures: readonly SpanFigure[];
  /** Why a figure is out of the ordinary; needed where `checkLines` says so. */
  readonly reason: string | null;
}

/** What is known of a project before the report. Whole yuan. */
export interface ProjectFacts {
  readonly totalInvestment: number;
  /** Everything reported for it so far, all years, without the spans of this report. */
  readonly investedBefore: number;
}

/** One wrong cell: `field` names row and column as the caller sent them (`lines.3.figures.0.amount`). */
export interface LineFault {
  readonly field: string;
  readonly code:
    | 'report.project_unknown'
    | 'report.project_twice'
    | 'report.span_unknown'
    | 'report.span_twice'
    | 'report.span_not_begun'
    | 'report.negative'
    | 'report.above_total_investment'
    | 'report.beyond_total_needs_reason';
}

/**
 * Every cell that cannot be taken, none left out; an empty list is a report that can.
 * - a project that is not this office's, or twice; a span that is not of this report, or twice
 * - money for days that have not begun
 * - a figure below zero: what was reported too much is corrected where it was reported
 * - more in one span than the whole project costs; all figures together beyond its total investment without a reason
 */
export function checkLines(
  lines: readonly ReportLine[],
  spans: readonly Span[],
  projects: ReadonlyMap<string, ProjectFacts>,
  today: PlainDate,
): LineFault[] {
  const seen = new Set<string>();
  return lines.flatMap((line, row) => {
    const at = `lines.${row}`;
    const facts = projects.get(line.projectId);
    if (!facts) return [{ field: `${at}.projectId`, code: 'report.project_unknown' as const }];
    if (seen.has(line.projectId)) return [{ field: `${at}.projectId`, code: 'report.project_twice' as const }];
    seen.add(line.projectId);
    return [...figureFaults(line, at, facts, spans, today), ...sumFaults(line, at, facts)];
  });
}

function figureFaults(
  { figures }: ReportLine,
  at: string,
  { totalInvestment }: ProjectFacts,
  spans: readonly Span[],
  today: PlainDate,
): LineFault[] {
  const seen = new Set<PlainDate>();
  return figures.flatMap(({ start, amount }, column): LineFault[] => {
    const field = `${at}.figures.${column}`;
    if (!spans.some((span) => span.start === start)) return [{ field: `${field}.start`, code: 'report.span_unknown' }];
    if (seen.has(start)) return [{ field: `${field}.start`, code: 'report.span_twice' }];
    seen.add(start);
    if (start > today && amount !== 0) return [{ field: `${field}.amount`, code: 'report.span_not_begun' }];
    if (amount < 0) return [{ field: `${field}.amount`, code: 'report.negative' }];
    if (amount > totalInvestment) return [{ field: `${field}.amount`, code: 'report.above_total_investment' }];
    return [];
  });
}

function sumFaults({ figures, reason }: ReportLine, at: string, facts: ProjectFacts): LineFault[] {
  const sum = figures.reduce((so, { amount }) => so + amount, facts.investedBefore);
  const field = `${at}.figures`;
  const grows = sum > facts.investedBefore;
  if (grows && sum > facts.totalInvestment && !reason) return [{ field, code: 'report.beyond_total_needs_reason' }];
  return [];
}
