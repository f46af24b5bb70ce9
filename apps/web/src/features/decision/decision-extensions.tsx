import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideDecisionExtension } from '#api-client/sdk.gen.js';
import type { Decision } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

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
        {decision.extensions.map(({ id, workdays, reason, state, requestedBy, decidedBy, decisionReason }) => (
          <li key={id} className="row">
            <div>
              <strong>{t('request.extension', { workdays })}</strong>
              <p className="muted">
                {requestedBy.name} · {reason}
              </p>
              <p className="muted">
                {t(`request.state.${state}`)}
                {decidedBy && ` · ${decidedBy.name}`}
                {decisionReason && ` · ${decisionReason}`}
              </p>
            </div>
            {state === 'requested' && decides && (
              <div className="acts">
                <Button busy={decide.isPending} onClick={() => decide.mutate({ id, granted: true })}>
                  {t('request.yes')}
                </Button>
                <Button look="plain" onClick={() => setRefusing(id)}>
                  {t('request.no')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {refusing !== null && (
        <ReasonDialog
          title={t('decision.refuseExtension')}
          label={t('decision.reason')}
          act={t('request.no')}
          error={decide.error}
          busy={decide.isPending}
          onGive={(reason) => decide.mutate({ id: refusing, granted: false, reason })}
          onClose={() => setRefusing(null)}
        />
      )}
    </Card>
  );
}
