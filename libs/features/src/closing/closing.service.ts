import { announceChange } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { dateOf, type Period, type PlainDate } from '#domain/calendar/index.js';
import { linkOf, periodsToClose, type ClosingPolicy } from '#domain/closing/index.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { versionInForce } from '#features/policy/index.js';
import { takeActions } from './closing.actions.js';
import { settleCards, strikeOffMadeUp } from './closing.cards.js';
import { closingPolicy } from './closing.policy.js';
import { firstDayOf } from './closing.queries.js';
import { claimPeriod, closedTo, freezeResults } from './closing.repository.js';

/**
 * Closes every period that is to be closed by this day, oldest first, and strikes off what was made up. Each period once:
 * its row is the claim, in the transaction of everything that follows from it. Set-based: the number of statements does
 * not depend on the number of projects. Answers what was closed.
 */
export async function closeDue(tx: Tx, today: PlainDate): Promise<Period[]> {
  const calendar = await calendarToCountBy(tx);
  const since = await firstDayOf(tx);
  if (since === null) return [];
  const due = periodsToClose(await closedTo(tx, () => since), today, calendar);
  const { version, definition: policy } = await versionInForce(tx, closingPolicy);
  const closed: Period[] = [];
  for (const period of due) {
    if (!(await claimPeriod(tx, period, version))) continue;
    await closePeriod(tx, period, policy);
    closed.push(period);
  }
  await strikeOffMadeUp(tx);
  return closed;
}

async function closePeriod(tx: Tx, period: Period, policy: ClosingPolicy): Promise<void> {
  const today = dateOf(tx.now);
  const projects = await freezeResults(tx, period);
  const link = linkOf(policy, period.kind);
  await strikeOffMadeUp(tx);
  const cards = await settleCards(tx, period, link, policy);
  const done = projects === 0 ? {} : await takeActions(tx, { period, link, policy, cards, today });
  await announceChange(tx, { subject: 'closing', id: `${period.kind} ${period.start}`, version: 1 });
  await recordAudit(tx, [
    {
      action: 'closing.close',
      subjectKind: 'period',
      subjectId: `${period.kind} ${period.start}`,
      detail: { end: period.end, projects, cards: cards.issued.length, ...done },
    },
  ]);
}
