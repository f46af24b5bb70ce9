import type { Action, Actor, StoodInFor } from './types.js';

/**
 * What nobody does for somebody else, deputy or not: their inbox, their sessions, their own leave. Visits are not passed on
 * either: a leader's duty to see the site is met by going there.
 */
export const personalActions: readonly Action[] = [
  'notice.read',
  'notice.prefer',
  'session.own',
  'leave.write',
  'feedback.file',
  'visit.log',
];

/** Those for whom the person stands in today. */
export function standsInFor(actor: Actor): readonly StoodInFor[] {
  return actor.standsInFor ?? [];
}

/** Whether the person is that leader, or stands in for them while they are away. */
export function isLeader(actor: Actor, leaderId: string | null): boolean {
  if (leaderId === null) return false;
  if (actor.personId === leaderId && actor.roles.includes('leader')) return true;
  return standsInFor(actor).some(({ personId, roles }) => personId === leaderId && roles.includes('leader'));
}

/** The same person without what they may do for others. */
export function asThemselves(actor: Actor): Actor {
  const { standsInFor: _, ...self } = actor;
  return self;
}
