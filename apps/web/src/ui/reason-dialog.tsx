import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { TextArea } from './field.js';
import { FormDialog } from './form-dialog.js';
import { lacking, none, type Faults } from './form.js';

/**
 * An act that needs words, a reason most of the time: `what` tells what it brings, `send` is given the words. Closed when
 * it is done; when it is refused, what was written stays.
 */
export function ReasonDialog({
  title,
  what,
  label,
  act = title,
  maxLength = 1000,
  send,
  onClose,
}: {
  title: string;
  what?: ReactNode;
  /** What the words are; a reason when left out. */
  label?: string;
  /** What the button does; what the title says when left out. */
  act?: string;
  maxLength?: number;
  /** A mutation that takes the words. */
  send: {
    readonly mutate: (words: string, options: { onSuccess: () => void }) => void;
    readonly reset: () => void;
    readonly error: unknown;
    readonly isPending: boolean;
  };
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const submit = () => {
    const found = lacking({ reason }, { reason: t('act.textNeeded') });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={title}
      faults={faults}
      error={send.error}
      act={act}
      busy={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {what && <div className="muted">{what}</div>}
      <TextArea
        label={label ?? t('app.reason')}
        name="reason"
        maxLength={maxLength}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
