import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideDecisionExtension } from '#api-client/sdk.gen.js';
import type { Decision } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { AskedFor, YesOrNo } from '../problem/asked-for.js';

/** More time that was asked for, and the deciding of what waits: yes is one tap, no needs a reason. */
export function DecisionExtensions({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [refusing, setRefusing] = useState<string | null>(null);
  const decide = useMutation({
    mutationFn: ({ id, ...body }: { id: string; granted: boolean; reason?: string }) =>
      call(
        decideDecisionExtension({
          path: { id: decision.id, extensionId: id },
          headers: { ...seen(decision.version), ...once() },
          body,
        }),
      ),
    onSuccess: () => setRefusing(null),
    onSettled: () => {
      for (const key of ['decision', 'decisions']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  if (decision.extensions.length === 0) return null;
  const decides = decision.allowed.includes('decideExtension');
  return (
    <Card title={t('decision.extensions')}>
      {refusing === null && <ErrorSummary error={decide.error} />}
      <ul className="rows">
        {decision.extensions.map((extension) => (
          <li key={extension.id} className="row">
            <AskedFor title={t('request.extension', { workdays: extension.workdays })} asked={extension} />
            {extension.state === 'requested' && decides && (
              <YesOrNo
                busy={decide.isPending}
                onYes={() => decide.mutate({ id: extension.id, granted: true })}
                onNo={() => {
                  decide.reset();
                  setRefusing(extension.id);
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {refusing !== null && (
        <ReasonDialog
          title={t('decision.refuseExtension')}
          act={t('request.no')}
          send={{ ...decide, mutate: (reason) => decide.mutate({ id: refusing, granted: false, reason }) }}
          onClose={() => setRefusing(null)}
        />
      )}
    </Card>
  );
}
