import { announceChanges } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { accountLine, type WorkCalendar } from '#domain/calendar/index.js';
import {
  clockAccount,
  overtakenRules,
  type Decision,
  type Ladder,
  type ProblemState,
  type TimelineEntryType,
} from '#domain/ladder/index.js';
import { recordAudit, type AuditRecord } from '#features/audit/index.js';
import { raiseNotices, skipOvertaken } from '#features/notice/index.js';
import type { ProjectParties } from '#features/project/index.js';
import { outbox, timers, type JobDefinition } from '#jobs/index.js';
import { problemLeftMeeting, problemReachedMeeting, problemStandingChanged } from './problem.jobs.js';
import { insertProblems, saveDecisions, type LoadedProblem } from './problem.repository.js';
import type { ProblemSubject } from './problem.rows.js';

/**
 * Who tells people and the audit trail: each decision for itself, or the caller, of all of them together (an amended
 * calendar moves thousands of deadlines in one act).
 */
export type ToldBy = 'each' | 'caller';

/** What decisions made of one problem, ready to be written: several events of one transaction are written as one. */
export interface DecidedProblem {
  readonly subject: ProblemSubject;
  readonly project: Pick<ProjectParties, 'name'>;
  readonly ladder: Ladder;
  /** In the order they were taken; the last one holds the state to write. None of them is stale. */
  readonly decisions: readonly Decision[];
  readonly audit: readonly Pick<AuditRecord, 'action' | 'detail'>[];
}

/** First decisions of problems: their rows and all that follows from them, in this transaction. */
export async function recordFilings(tx: Tx, filed: readonly DecidedProblem[], calendar: WorkCalendar): Promise<void> {
  if (filed.length === 0) return;
  const problems = filed.map((each) => ({ ...lastOf(each), subject: each.subject }));
  await insertProblems(
    tx,
    problems.map(({ problem: state, subject, entries }) => ({ state, subject, entries })),
  );
  await recordConsequences(tx, filed, calendar, 'each');
}

/**
 * Decisions on loaded problems: rows, timeline, timers, notices, promised work, announcement and audit, all in this
 * transaction and in a number of statements that does not depend on how many problems there are.
 */
export async function recordDecisions(
  tx: Tx,
  changes: readonly (DecidedProblem & { readonly loaded: LoadedProblem })[],
  calendar: WorkCalendar,
  toldBy: ToldBy = 'each',
): Promise<void> {
  if (changes.length === 0) return;
  await saveDecisions(
    tx,
    changes.map((change) => ({
      loaded: change.loaded,
      after: lastOf(change).problem,
      entries: change.decisions.flatMap(({ entries }) => entries),
    })),
  );
  await recordConsequences(tx, changes, calendar, toldBy);
}

async function recordConsequences(
  tx: Tx,
  changes: readonly DecidedProblem[],
  calendar: WorkCalendar,
  toldBy: ToldBy,
): Promise<void> {
  await timers.plan(
    tx,
    changes.map((change) => {
      const last = lastOf(change);
      const { id, version } = last.problem;
      return { subjectKind: 'problem', subjectId: id, subjectVersion: version, timers: last.timers };
    }),
  );
  await skipOvertaken(
    tx,
    changes.map((change) => ({
      subjectId: lastOf(change).problem.id,
      rules: overtakenRules(change.decisions.flatMap(({ entries }) => entries)),
    })),
  );
  const toldOneByOne = toldBy === 'each' ? changes : [];
  await raiseNotices(
    tx,
    toldOneByOne.flatMap((change) =>
      change.decisions.flatMap((decision) => {
        const about = decision.notices.length === 0 ? {} : noticeArgs(change, decision.problem, calendar);
        return decision.notices.map((intent) => ({
          rule: intent.rule,
          subjectKind: 'problem',
          subjectId: decision.problem.id,
          period: intent.period,
          recipients: [...intent.to],
          urgency: intent.urgency,
          args: { ...intent.args, ...about },
        }));
      }),
    ),
  );
  await promise(tx, problemReachedMeeting, changes, ({ agenda }) => agenda === 'enter');
  await promise(tx, problemLeftMeeting, changes, ({ agenda }) => agenda === 'leave');
  await promise(tx, problemStandingChanged, changes, concernsDecisions);
  await announceChanges(
    tx,
    changes.map((change) => {
      const { id, version } = lastOf(change).problem;
      return { subject: 'problem', id, version };
    }),
  );
  // Last: it locks the end of the district's chain.
  await recordAudit(
    tx,
    toldOneByOne.flatMap((change) =>
      change.audit.map(({ action, detail }) => ({
        action,
        subjectKind: 'problem',
        subjectId: lastOf(change).problem.id,
        detail: { number: change.subject.number, ...detail },
      })),
    ),
  );
}

/** What its decisions have to follow. A problem that nobody decided on has none. */
function concernsDecisions({ problem, entries }: Decision): boolean {
  return problem.decision !== null && entries.some(({ type }) => followedByDecisions.includes(type));
}

const followedByDecisions: readonly TimelineEntryType[] = [
  'claimed',
  'checkFailed',
  'struckOff',
  'reopened',
  'withdrawn',
  'merged',
];

/** One promise per step that asks for it; the handler reads what is true when it runs. */
async function promise(
  tx: Tx,
  job: JobDefinition<{ problemId: string }>,
  changes: readonly DecidedProblem[],
  asks: (decision: Decision) => boolean,
): Promise<void> {
  const promises = changes.flatMap(({ decisions }) =>
    decisions
      .filter(asks)
      .map(({ problem }) => ({ payload: { problemId: problem.id }, key: `${problem.id} v${problem.version}` })),
  );
  await outbox.addMany(tx, job, promises);
}

/**
 * What a notice says beside the ladder's own words: which problem, and the day-by-day count of the clock that runs now
 * (`accountZh`, `accountEn`).
 */
function noticeArgs({ subject, project, ladder }: DecidedProblem, problem: ProblemState, calendar: WorkCalendar) {
  const account = problem.status === 'open' ? clockAccount(problem, ladder, calendar) : null;
  return {
    number: subject.number,
    title: subject.title,
    project: project.name,
    severity: problem.severity,
    ...(account && {
      accountZh: accountLine(account, 'zh'),
      accountEn: accountLine(account, 'en'),
      provisional: account.provisional,
    }),
  };
}

function lastOf({ decisions }: DecidedProblem): Decision {
  return decisions.at(-1)!;
}
