// Apart from the agenda's rules, so that the screens read it without the calendar's.

/** The rung that the weekly meeting answers, in the ladder as it comes. */
export const MEETING_RUNG = 4;

/** The parts of an agenda, in the order they are taken. */
export const AGENDA_SECTIONS = ['decisionsDue', 'redProjects', 'problems', 'monthGaps', 'readiness', 'other'] as const;
export type AgendaSection = (typeof AGENDA_SECTIONS)[number];

/** What an item may be about. `matter` (其他事项) is a matter of its own, put there by a person. */
export const SUBJECT_KINDS = ['problem', 'decision', 'project', 'office', 'series', 'readiness', 'matter'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** How long a meeting of a series is given in a calendar, and what its agenda is measured against. */
export const MEETING_LASTS_MINUTES = 120;

/** Minutes planned for an item of a section, until somebody plans otherwise. */
export const MINUTES_PLANNED: Readonly<Record<AgendaSection, number>> = {
  decisionsDue: 5,
  redProjects: 8,
  problems: 10,
  monthGaps: 5,
  readiness: 5,
  other: 5,
};
