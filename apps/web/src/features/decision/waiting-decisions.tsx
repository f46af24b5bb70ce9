import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { acceptDecision, listDecisions } from '#api-client/sdk.gen.js';
import type { DecisionRow } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { TodoRow } from '../todo/todo-row.js';
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
    <TodoRow
      to="/decisions/$id"
      id={id}
      number={number}
      title={text}
      about={`${number} · ${meetingOf(meeting, t, language)}`}
      dueAt={dueAt}
      overdue={overdue}
      standing={status === 'open' ? null : <DecisionLight decision={decision} />}
      accept={status === 'open' && acceptedAt === null ? { label: t('decisionAct.accept.do'), busy, onAccept } : null}
    />
  );
}
