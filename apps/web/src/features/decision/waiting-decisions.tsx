import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { acceptDecision, listDecisions } from '#api-client/sdk.gen.js';
import type { DecisionRow } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { dueWords } from '../../format/due.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { DecisionLight, meetingOf } from './decision-list.js';

/** Asked once for the list and for the sentence above it. */
export function useWaitingDecisions() {
  const session = useSession();
  return useQuery({
    queryKey: ['decisions', 'mine'],
    queryFn: () => call(listDecisions({ query: { mine: 'true', sort: 'due', limit: 50 } })),
    enabled: mayDo(session, 'decision.read'),
  });
}

/** Decisions in which this person has something to do, the soonest due first; accepting is one tap. */
export function WaitingDecisions() {
  const { t } = useWords();
  const client = useQueryClient();
  const decisions = useWaitingDecisions();
  const accept = useMutation({
    mutationFn: ({ id, version }: DecisionRow) =>
      call(acceptDecision({ path: { id }, headers: { ...seen(version), ...once() }, body: {} })),
    onSuccess: (_, { number }) => toast(t('todo.accepted', { number })),
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  });
  const waiting = decisions.data?.items ?? [];
  if (waiting.length === 0) return null;
  return (
    <div className="todo-group">
      <Card title={t('decision.waiting')} note={waiting.length} flush>
        <ErrorSummary error={accept.error} />
        <ul className="rows">
          {waiting.map((decision) => (
            <Row
              key={decision.id}
              decision={decision}
              busy={accept.isPending && accept.variables.id === decision.id}
              onAccept={() => accept.mutate(decision)}
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Row({ decision, busy, onAccept }: { decision: DecisionRow; busy: boolean; onAccept: () => void }) {
  const { t, language } = useWords();
  const { id, number, text, meeting, status, dueAt, overdue, acceptedAt } = decision;
  return (
    <li className="todo-row">
      <div className="todo-main">
        <Link to="/decisions/$id" params={{ id }} className="row-title">
          {text}
        </Link>
        <p className="muted">
          {number} · {meetingOf(meeting, t, language)}
        </p>
      </div>
      <div className="todo-due">
        {status === 'open' ? (
          <>
            <strong className={overdue ? 'bad-ink' : undefined}>{dueWords(t, dueAt)}</strong>
            <span className="muted">{moment(dueAt, language)}</span>
          </>
        ) : (
          <DecisionLight decision={decision} />
        )}
      </div>
      <div className="todo-acts">
        {status === 'open' && acceptedAt === null ? (
          <Button busy={busy} onClick={onAccept}>
            {t('decisionAct.accept.do')}
            <span className="away"> {number}</span>
          </Button>
        ) : (
          <Link to="/decisions/$id" params={{ id }} className={buttonClass('plain')}>
            {t(status === 'claimed' ? 'todo.goVerify' : 'todo.goWork')}
            <span className="away"> {number}</span>
          </Link>
        )}
      </div>
    </li>
  );
}
