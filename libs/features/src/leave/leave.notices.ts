import type { Tx } from '#db/database.js';
import { raiseNotices } from '#features/notice/index.js';
import type { LeaveView } from './leave.dto.js';

/** Who is to stand in is told at once: they may act from the first day on. What was told before is told anew when it changed. */
export async function tellDeputy(tx: Tx, leave: LeaveView, rule: 'leave.deputy' | 'leave.ended'): Promise<void> {
  if (leave.deputy === null) return;
  await raiseNotices(tx, [
    {
      rule,
      subjectKind: 'leave',
      subjectId: leave.id,
      period: `v${leave.version}`,
      recipients: [{ person: leave.deputy.id }],
      urgency: 'now',
      args: argsOf(leave),
    },
  ]);
}

/** Whose leave somebody else entered, changed or called off hears of it at once; `raiseNotices` leaves out who acts. */
export async function tellWhoseItIs(tx: Tx, leave: LeaveView): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'leave.yours',
      subjectKind: 'leave',
      subjectId: leave.id,
      period: `v${leave.version}`,
      recipients: [{ person: leave.person.id }],
      urgency: 'now',
      args: { ...argsOf(leave), reason: leave.endReason ?? leave.reason, revoked: leave.endReason !== null },
    },
  ]);
}

/** Somebody's deputy goes away themselves: they and the coordinators are told that nobody stands in. */
export async function tellOfGap(tx: Tx, left: { id: string; name: string }, leave: LeaveView): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'leave.deputy-away',
      subjectKind: 'leave',
      subjectId: leave.id,
      period: `v${leave.version} ${left.id}`,
      recipients: [{ person: left.id }, { role: 'coordinator' }],
      urgency: 'now',
      args: { ...argsOf(leave), deputy: leave.person.name, person: left.name },
    },
  ]);
}

function argsOf({ person, deputy, from, until, reason }: LeaveView) {
  return { by: null, person: person.name, deputy: deputy?.name ?? '', from, until, reason };
}
