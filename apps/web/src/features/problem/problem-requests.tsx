import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideExtension, decidePause, endPause } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { day } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { AskedFor, YesOrNo, type Asked } from './asked-for.js';

/** What is done with a request that waits, or with a pause that runs. */
interface Deed {
  readonly kind: 'pause' | 'extension';
  readonly id: string;
  readonly deed: 'yes' | 'no' | 'end';
  readonly reason?: string;
}

/** Pauses and extensions of a problem, and the deciding of those that wait: yes is one tap, no needs a reason. */
export function Requests({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [refusing, setRefusing] = useState<Pick<Deed, 'kind' | 'id'> | null>(null);
  const decide = useMutation({
    mutationFn: (deed: Deed) => send(problem, deed),
    onSuccess: () => setRefusing(null),
    onSettled: () => {
      for (const key of ['problem', 'problems', 'timeline']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const pauses = problem.pauses.filter(({ kind }) => kind === 'granted');
  if (pauses.length === 0 && problem.extensions.length === 0) return null;
  const may = (act: string) => problem.allowed.includes(act);
  const row = (kind: Deed['kind'], asked: Asked & { readonly id: string }, title: string) => (
    <li key={asked.id} className="row">
      <AskedFor title={title} asked={asked} />
      {asked.state === 'requested' && may(kind === 'pause' ? 'decidePause' : 'decideExtension') && (
        <YesOrNo
          busy={decide.isPending}
          onYes={() => decide.mutate({ kind, id: asked.id, deed: 'yes' })}
          onNo={() => {
            decide.reset();
            setRefusing({ kind, id: asked.id });
          }}
        />
      )}
      {kind === 'pause' && asked.state === 'approved' && may('endPause') && (
        <Button look="plain" busy={decide.isPending} onClick={() => decide.mutate({ kind, id: asked.id, deed: 'end' })}>
          {t('request.end')}
        </Button>
      )}
    </li>
  );
  return (
    <Card title={t('request.title')}>
      {refusing === null && <ErrorSummary error={decide.error} />}
      <ul className="rows">
        {pauses.map((pause) =>
          row(
            'pause',
            pause,
            t(pause.until > pause.from ? 'request.pause' : 'request.pauseNeverBegan', {
              from: day(pause.from, language),
              until: day(pause.until, language),
            }),
          ),
        )}
        {problem.extensions.map((extension) =>
          row('extension', extension, t('request.extension', { workdays: extension.workdays })),
        )}
      </ul>
      {refusing && (
        <ReasonDialog
          title={t(refusing.kind === 'pause' ? 'request.refusePause' : 'request.refuseExtension')}
          act={t('request.no')}
          send={{ ...decide, mutate: (reason) => decide.mutate({ ...refusing, deed: 'no', reason }) }}
          onClose={() => setRefusing(null)}
        />
      )}
    </Card>
  );
}

function send({ id: problemId, version }: Problem, { kind, id, deed, reason }: Deed): Promise<unknown> {
  const headers = { ...seen(version), ...once() };
  const why = reason === undefined ? {} : { reason };
  if (kind === 'extension')
    return call(
      decideExtension({
        path: { id: problemId, extensionId: id },
        headers,
        body: { granted: deed === 'yes', ...why },
      }),
    );
  const path = { id: problemId, pauseId: id };
  return deed === 'end'
    ? call(endPause({ path, headers, body: {} }))
    : call(decidePause({ path, headers, body: { approved: deed === 'yes', ...why } }));
}
