import { scopeFor, type Action, type Actor } from '#domain/access/index.js';

/** A change as the feed tells it. */
export interface ChangeNews {
  readonly districtId: string;
  readonly subject: string;
  readonly id: string;
  readonly version: number;
}

/** What a listener learns: that something of this subject changed, and which, if they may see all of them. */
export interface ChangeHint {
  readonly subject: string;
  readonly id?: string;
  readonly version?: number;
}

/** Who may read a subject may hear of it. What is not in here (`outbox`, `timer`) is nobody's business. */
const readActions: Readonly<Record<string, Action>> = {
  problem: 'problem.read',
  visit: 'visit.read',
  feedback: 'feedback.read',
  project: 'project.read',
  contract: 'contract.read',
  meeting: 'meeting.read',
  agenda: 'agenda.read',
  decision: 'decision.read',
  calendar: 'calendar.read',
  unit: 'directory.read',
  person: 'directory.read',
  policy: 'policy.read',
  map: 'directory.read',
  sheet: 'sheet.import',
};

/**
 * What `actor` may learn of a change; undefined for nothing. Those who see only a part of the district hear that
 * something changed but not what, so that no id gets out by this door; their screen asks again and gets its own rows.
 */
export function hintFor(actor: Actor, change: ChangeNews): ChangeHint | undefined {
  if (change.districtId !== actor.districtId) return undefined;
  const { subject, id, version } = change;
  // The id of a notice's change is its recipient.
  if (subject === 'notice') return id === actor.personId ? { subject } : undefined;
  const action = Object.hasOwn(readActions, subject) ? readActions[subject] : undefined;
  if (action === undefined) return undefined;
  const scope = scopeFor(actor, action);
  if (scope.kind === 'none') return undefined;
  return scope.kind === 'district' ? { subject, id, version } : { subject };
}
