import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { acceptProblem, getProblem, listProblems } from '#api-client/sdk.gen.js';
import type { ProblemRow } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { dayOf, daysFrom } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ClockAccount } from '../../ui/clock-account.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { usePaged } from '../../ui/use-paged.js';
import { useWaitingDecisions, WaitingDecisions } from '../decision/waiting-decisions.js';
import { TodoRow } from './todo-row.js';
import './todo.css';

const WEEK = 7;
const groups = ['late', 'today', 'week', 'later', 'open'] as const;

/** By when: what is late, today, within seven days, later, and what no clock of ours drives. */
function groupOf({ overdue, resolutionDueAt }: ProblemRow): (typeof groups)[number] {
  if (overdue) return 'late';
  if (!resolutionDueAt) return 'open';
  const days = daysFrom(today(), dayOf(resolutionDueAt));
  return days <= 0 ? 'today' : days <= WEEK ? 'week' : 'later';
}

/** What waits for me, the soonest due first. Accepting is one tap; each clock shows how it counts. */
export function ToDoScreen() {
  const { t } = useWords();
  const client = useQueryClient();
  const session = useSession();
  const { list, more } = usePaged(['problems', 'mine'], (cursor) =>
    call(listProblems({ query: { mine: 'true', sort: 'due', cursor, limit: 50 } })),
  );
  const accept = useMutation({
    mutationFn: ({ id, version }: ProblemRow) =>
      call(acceptProblem({ path: { id }, headers: { ...seen(version), ...once() }, body: {} })),
    onSuccess: (_, { number }) => toast(t('todo.accepted', { number })),
    onSettled: () => client.invalidateQueries({ queryKey: ['problems'] }),
  });
  return (
    <Page
      title={t('todo.title')}
      sentence={<Summary problems={list.data} hasMore={more.hasMore} />}
      actions={
        mayDo(session, 'visit.log') && (
          <Link to="/visits/new" className={buttonClass('plain')}>
            {t('visit.log')}
          </Link>
        )
      }
    >
      <ErrorSummary error={accept.error} />
      <Loaded query={list} lines={6}>
        {(problems) =>
          problems.length === 0 ? (
            <Card>
              <Empty title={t('todo.none')} why={t('todo.noneWhy')}>
                <Link to="/problems" className={buttonClass('plain')}>
                  {t('todo.seeProblems')}
                </Link>
              </Empty>
            </Card>
          ) : (
            groups.map((group) => (
              <Group
                key={group}
                title={t(`todo.group.${group}`)}
                problems={problems.filter((problem) => groupOf(problem) === group)}
                busy={accept.isPending ? accept.variables.id : null}
                onAccept={accept.mutate}
              />
            ))
          )
        }
      </Loaded>
      <More {...more} />
      <WaitingDecisions />
    </Page>
  );
}

function Summary({ problems, hasMore }: { problems: readonly ProblemRow[] | undefined; hasMore: boolean }) {
  const { t } = useWords();
  const decisions = useWaitingDecisions().data?.items ?? [];
  const waiting = [...(problems ?? []), ...decisions];
  if (problems === undefined || waiting.length === 0) return null;
  const overdue = waiting.filter((matter) => matter.overdue).length;
  const count = hasMore ? `${waiting.length}+` : `${waiting.length}`;
  return <>{t(overdue > 0 ? 'todo.sentenceLate' : 'todo.sentence', { count, overdue })}</>;
}

function Group({
  title,
  problems,
  busy,
  onAccept,
}: {
  title: string;
  problems: readonly ProblemRow[];
  busy: string | null;
  onAccept: (problem: ProblemRow) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <div className="todo-group">
      <Card title={title} note={problems.length} flush>
        <ul className="rows">
          {problems.map((problem) => (
            <Row key={problem.id} problem={problem} busy={busy === problem.id} onAccept={() => onAccept(problem)} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Row({ problem, busy, onAccept }: { problem: ProblemRow; busy: boolean; onAccept: () => void }) {
  const { t, language } = useWords();
  const { id, number, title, status, severity, project, office, rung, resolutionDueAt, overdue, respondedAt } = problem;
  return (
    <TodoRow
      to="/problems/$id"
      id={id}
      number={number}
      title={title}
      about={
        <>
          {severity === 'urgent' && <b className="bad-ink">{t('problem.urgent')} · </b>}
          {t(`ladder.rung${rung}`)} · {number} · {project.name} · {nameOf(office, language)}
        </>
      }
      dueAt={resolutionDueAt}
      overdue={overdue}
      standing={status === 'claimed' ? <strong>{t('problem.status.claimed')}</strong> : null}
      accept={status === 'open' && respondedAt === null ? { label: t('act.accept.do'), busy, onAccept } : null}
    >
      {(status === 'claimed' || resolutionDueAt) && <Account problemId={id} number={number} />}
    </TodoRow>
  );
}

/** The day-by-day account of the clock that runs, fetched when somebody asks how it counts. */
function Account({ problemId, number }: { problemId: string; number: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const problem = useQuery({
    queryKey: ['problem', problemId],
    queryFn: () => call(getProblem({ path: { id: problemId } })),
    enabled: open,
  });
  return (
    <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('clock.how')}
        <span className="away"> {number}</span>
      </summary>
      {open && (
        <Loaded query={problem} lines={3}>
          {({ clocks }) => {
            const clock = clocks.verification ?? clocks.resolution;
            return clock ? <ClockAccount days={clock.days} /> : <p className="muted">{t('clock.none')}</p>;
          }}
        </Loaded>
      )}
    </details>
  );
}
