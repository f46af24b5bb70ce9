import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptProblem, getProblem, listProblems } from '#api-client/sdk.gen.js';
import type { ProblemRow } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { ClockAccount } from '../../ui/clock-account.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { More } from '../../ui/more.js';
import { Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import '../problem/problem.css';
import { ProblemList } from '../problem/problem-list.js';

/** What waits for me, the soonest due first. Accepting is one tap; each clock shows how it counts. */
export function ToDoScreen() {
  const { t } = useWords();
  const client = useQueryClient();
  const { list, more } = usePaged(['problems', 'mine'], (cursor) =>
    call(listProblems({ query: { mine: 'true', sort: 'due', cursor, limit: 30 } })),
  );
  const accept = useMutation({
    mutationFn: ({ id, version }: ProblemRow) =>
      call(acceptProblem({ path: { id }, headers: { ...seen(version), ...once() }, body: {} })),
    onSettled: () => client.invalidateQueries({ queryKey: ['problems'] }),
  });
  return (
    <Page title={t('todo.title')} sentence={<Summary problems={list.data} hasMore={more.hasMore} />}>
      <ErrorSummary error={accept.error} />
      <Loaded query={list}>
        {(problems) =>
          problems.length === 0 ? (
            <Empty title={t('todo.none')} />
          ) : (
            <div className="card">
              <ProblemList
                problems={problems}
                actionOf={(problem) => (
                  <div className="row-acts">
                    {problem.status === 'open' && problem.respondedAt === null && (
                      <button
                        type="button"
                        className="button"
                        disabled={accept.isPending}
                        onClick={() => accept.mutate(problem)}
                      >
                        {t('act.accept.do')}
                      </button>
                    )}
                    <Account problemId={problem.id} />
                  </div>
                )}
              />
              <More {...more} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Summary({ problems, hasMore }: { problems: readonly ProblemRow[] | undefined; hasMore: boolean }) {
  const { t } = useWords();
  if (problems === undefined || problems.length === 0) return null;
  const overdue = problems.filter((problem) => problem.overdue).length;
  const count = hasMore ? `${problems.length}+` : `${problems.length}`;
  return <>{t(overdue > 0 ? 'todo.sentenceLate' : 'todo.sentence', { count, overdue })}</>;
}

/** The day-by-day account of the clock that runs, fetched when somebody asks how it counts. */
function Account({ problemId }: { problemId: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const problem = useQuery({
    queryKey: ['problem', problemId],
    queryFn: () => call(getProblem({ path: { id: problemId } })),
    enabled: open,
  });
  return (
    <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('clock.how')}</summary>
      {open && (
        <Loaded query={problem}>
          {({ clocks }) => {
            const clock = clocks.verification ?? clocks.resolution;
            return clock ? <ClockAccount days={clock.days} /> : <p className="muted">{t('clock.none')}</p>;
          }}
        </Loaded>
      )}
    </details>
  );
}
