import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';

export interface Settling {
  readonly title: string;
  /** What is lost when it is let go; what happens when it is tried again. */
  readonly what: string;
  readonly done: string;
  readonly act: (reason: string) => Promise<unknown>;
}

/** An operator's act says why: it stands in the trail. */
export function SettleDialog({ settling, onClose }: { settling: Settling; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () => settling.act(reason.trim()),
    onSuccess: () => {
      toast(settling.done);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  });
  const submit = () => {
    const found = lacking({ reason }, { reason: t('operations.reasonNeeded') });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <Dialog title={settling.title} onClose={onClose}>
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <p>{settling.what}</p>
        <TextArea
          label={t('operations.reason')}
          name="reason"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <div className="form-end">
          <Button type="submit" busy={send.isPending}>
            {settling.title}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
