import { announceChanges } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { accountLine, type WorkCalendar } from '#domain/calendar/index.js';
import {
  dateAccount,
  isStanding,
  overtakenDecisionRules,
  type DecisionState,
  type Followed,
} from '#domain/decision/index.js';
import { recordAudit, type AuditRecord } from '#features/audit/index.js';
import { raiseNotices, skipOvertaken } from '#features/notice/index.js';
import { outbox, timers, type JobDefinition } from '#jobs/index.js';
import { decisionLeftMeeting, decisionReachedMeeting } from './decision.jobs.js';
import { insertDecisions, saveDecisions, type LoadedDecision } from './decision.repository.js';
import type { DecisionSubject } from './decision.rows.js';

/** Who tells people and the audit trail: each decision for itself, or the caller, of all of them together. */
export type ToldBy = 'each' | 'caller';

/** What events made of one decision, in the order they happened; the last one holds the state to write. None is stale. */
export interface FollowedDecision {
  readonly subject: DecisionSubject;
  readonly followed: readonly Followed[];
  readonly audit: readonly Pick<AuditRecord, 'action' | 'detail'>[];
}

/** New decisions: their rows and all that follows from them, but for what becomes of their problems. */
export async function recordNew(tx: Tx, taken: readonly FollowedDecision[], calendar: WorkCalendar): Promise<void> {
  await insertDecisions(
    tx,
    taken.map(({ subject, followed }) => ({
      subject,
      state: followed.at(-1)!.decision,
      entries: followed.flatMap(({ entries }) => entries),
    })),
  );
  await recordConsequences(tx, taken, calendar, 'each');
}

/**
 * What became of locked decisions: rows, timeline, timers, notices, promised work, announcement and audit, all in this
 * transaction and in a number of statements that does not depend on how many decisions there are.
 */
export async function recordFollowed(
  tx: Tx,
  changes: readonly (FollowedDecision & { readonly loaded: LoadedDecision })[],
  calendar: WorkCalendar,
  toldBy: ToldBy = 'each',
): Promise<void> {
  if (changes.length === 0) return;
  await saveDecisions(
    tx,
    changes.map(({ loaded, followed }) => ({
      loaded,
      after: followed.at(-1)!.decision,
      entries: followed.flatMap(({ entries }) => entries),
    })),
  );
  await recordConsequences(tx, changes, calendar, toldBy);
}

async function recordConsequences(
  tx: Tx,
  changes: readonly FollowedDecision[],
  calendar: WorkCalendar,
  toldBy: ToldBy,
): Promise<void> {
  const lasts = changes.map((change) => ({ ...change, last: change.followed.at(-1)! }));
  await timers.plan(
    tx,
    lasts.map(({ last }) => ({
      subjectKind: 'decision',
      subjectId: last.decision.id,
      subjectVersion: last.decision.version,
      timers: last.timers,
    })),
  );
  await skipOvertaken(
    tx,
    lasts.map(({ last, followed }) => ({
      subjectId: last.decision.id,
      rules: overtakenDecisionRules(followed.flatMap(({ entries }) => entries)),
    })),
  );
  const toldOneByOne = toldBy === 'each' ? lasts : [];
  await raiseNotices(
    tx,
    toldOneByOne.flatMap(({ subject, followed }) =>
      followed.flatMap(({ decision, notices }) => {
        const about = notices.length === 0 ? {} : noticeArgs(subject, decision, calendar);
        return notices.map((notice) => ({
          rule: notice.rule,
          subjectKind: 'decision',
          subjectId: decision.id,
          period: notice.period,
          recipients: [...notice.to],
          urgency: notice.urgency,
          args: { ...notice.args, ...about },
        }));
      }),
    ),
  );
  await promise(tx, decisionReachedMeeting, changes, 'reached');
  await promise(tx, decisionLeftMeeting, changes, 'left');
  await announceChanges(
    tx,
    lasts.map(({ last: { decision } }) => ({ subject: 'decision', id: decision.id, version: decision.version })),
  );
  // Last: it locks the end of the district's chain.
  await recordAudit(
    tx,
    toldOneByOne.flatMap(({ last, audit }) =>
      audit.map(({ action, detail }) => ({
        action,
        subjectKind: 'decision',
        subjectId: last.decision.id,
        detail: { number: last.decision.number, ...detail },
      })),
    ),
  );
}

/** One promise per change of standing; the handler reads what is true when it runs. */
async function promise(
  tx: Tx,
  job: JobDefinition<{ decisionId: string }>,
  changes: readonly FollowedDecision[],
  agenda: 'reached' | 'left',
): Promise<void> {
  await outbox.addMany(
    tx,
    job,
    changes.flatMap(({ followed }) =>
      followed
        .filter((each) => each.agenda === agenda)
        .map(({ decision: { id, version } }) => ({ payload: { decisionId: id }, key: `${id} v${version}` })),
    ),
  );
}

/** What a notice says beside the rule's own words: which decision, and the day-by-day account of its date. */
function noticeArgs(subject: DecisionSubject, decision: DecisionState, calendar: WorkCalendar) {
  const account = isStanding(decision) ? dateAccount(decision, calendar) : null;
  return {
    number: decision.number,
    title: shortened(subject.text),
    project: subject.projectName ?? '',
    ...(account && {
      accountZh: accountLine(account, 'zh'),
      accountEn: accountLine(account, 'en'),
      provisional: account.provisional,
    }),
  };
}

const titleLength = 60;

/** A decision has no title: its text stands for one, as far as it fits a line. */
export function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= titleLength ? characters.join('') : `${characters.slice(0, titleLength - 1).join('')}…`;
}
