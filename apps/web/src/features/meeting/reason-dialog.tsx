import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';

/** An act that needs its reason said: `what` tells what it brings, `act` is given the reason. */
export function ReasonDialog<T>({
  title,
  what,
  act,
  onClose,
}: {
  title: string;
  what: string;
  act: UseMutationResult<T, Error, string>;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        faults={faults}
        error={act.error}
        onSubmit={() => {
          const found = lacking({ reason }, { reason: t('meeting.reasonNeeded') });
          setFaults(found);
          if (none(found)) act.mutate(reason.trim(), { onSuccess: onClose });
        }}
      >
        <p className="muted">{what}</p>
        <TextArea name="reason" label={t('meeting.reason')} value={reason} onChange={setReason} maxLength={500} />
        <div className="form-end">
          <Button type="submit" busy={act.isPending}>
            {title}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
