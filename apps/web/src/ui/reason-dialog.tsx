import { useState } from 'react';
import { useWords } from '../i18n/use-words.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { TextArea } from './field.js';
import { Form, lacking, none, type Faults } from './form.js';

/** A no, which needs a reason. When it is refused, what was written stays. */
export function ReasonDialog({
  title,
  label,
  act,
  maxLength = 1000,
  error,
  busy,
  onGive,
  onClose,
}: {
  title: string;
  label: string;
  /** What the button does. */
  act: string;
  maxLength?: number;
  error: unknown;
  busy: boolean;
  onGive: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const submit = () => {
    const found = lacking({ reason }, { reason: t('act.textNeeded') });
    setFaults(found);
    if (none(found)) onGive(reason);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form faults={faults} error={error} onSubmit={submit}>
        <TextArea label={label} name="reason" maxLength={maxLength} value={reason} onChange={setReason} />
        <div className="form-end">
          <Button type="submit" busy={busy}>
            {act}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
