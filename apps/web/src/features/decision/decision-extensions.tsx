import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideDecisionExtension } from '#api-client/sdk.gen.js';
import type { Decision } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextArea } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Card } from '../../ui/page.js';

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
        <RefusalDialog
          error={decide.error}
          busy={decide.isPending}
          onRefuse={(reason) => decide.mutate({ id: refusing, granted: false, reason })}
          onClose={() => setRefusing(null)}
        />
      )}
    </Card>
  );
}

function RefusalDialog({
  error,
  busy,
  onRefuse,
  onClose,
}: {
  error: Error | null;
  busy: boolean;
  onRefuse: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const submit = () => {
    const found = lacking({ reason }, { reason: t('act.textNeeded') });
    setFaults(found);
    if (none(found)) onRefuse(reason);
  };
  return (
    <Dialog title={t('decision.refuseExtension')} onClose={onClose}>
      <Form faults={faults} error={error} onSubmit={submit}>
        <TextArea label={t('decision.reason')} name="reason" maxLength={1000} value={reason} onChange={setReason} />
        <div className="form-end">
          <Button type="submit" busy={busy}>
            {t('request.no')}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
