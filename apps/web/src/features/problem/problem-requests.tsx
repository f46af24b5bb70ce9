import { useMutation, useQueryClient } from '@tanstack/react-query';
import { decideExtension, decidePause, endPause } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { day } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';

/** Pauses and extensions of a problem, and the deciding of those that wait. */
export function Requests({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const headers = () => ({ ...seen(problem.version), ...once() });
  const decide = useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSettled: () => {
      for (const key of ['problem', 'timeline']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const pauses = problem.pauses.filter(({ kind }) => kind === 'granted');
  if (pauses.length === 0 && problem.extensions.length === 0) return null;
  const path = { id: problem.id };
  const may = (act: string) => problem.allowed.includes(act);
  return (
    <Card title={t('request.title')}>
      <ErrorSummary error={decide.error} />
      <ul className="rows">
        {pauses.map(({ id, from, until, reason, state, requestedBy }) => (
          <li key={id} className="row">
            <div>
              <strong>{t('request.pause', { from: day(from, language), until: day(until, language) })}</strong>
              <p className="muted">
                {requestedBy.name} · {reason} · {t(`request.state.${state}`)}
              </p>
            </div>
            {state === 'requested' && may('decidePause') && (
              <Decide
                onDecide={(approved) =>
                  decide.mutate(() =>
                    call(decidePause({ path: { ...path, pauseId: id }, headers: headers(), body: { approved } })),
                  )
                }
              />
            )}
            {state === 'approved' && may('endPause') && (
              <button
                type="button"
                className="button plain"
                onClick={() =>
                  decide.mutate(() => call(endPause({ path: { ...path, pauseId: id }, headers: headers(), body: {} })))
                }
              >
                {t('request.end')}
              </button>
            )}
          </li>
        ))}
        {problem.extensions.map(({ id, workdays, reason, state, requestedBy }) => (
          <li key={id} className="row">
            <div>
              <strong>{t('request.extension', { workdays })}</strong>
              <p className="muted">
                {requestedBy.name} · {reason} · {t(`request.state.${state}`)}
              </p>
            </div>
            {state === 'requested' && may('decideExtension') && (
              <Decide
                onDecide={(granted) =>
                  decide.mutate(() =>
                    call(
                      decideExtension({ path: { ...path, extensionId: id }, headers: headers(), body: { granted } }),
                    ),
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Decide({ onDecide }: { onDecide: (yes: boolean) => void }) {
  const { t } = useWords();
  return (
    <div className="acts">
      <button type="button" className="button" onClick={() => onDecide(true)}>
        {t('request.yes')}
      </button>
      <button type="button" className="button plain" onClick={() => onDecide(false)}>
        {t('request.no')}
      </button>
    </div>
  );
}
