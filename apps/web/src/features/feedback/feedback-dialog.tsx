import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { fileFeedback } from '#api-client/sdk.gen.js';
import { call, once } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField, Toggle } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';

/** What somebody has to say about the system. The address of the screen goes along, in sight, and can be left off. */
export function FeedbackDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [text, setText] = useState('');
  const [contact, setContact] = useState('');
  const [withScreen, setWithScreen] = useState(true);
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () =>
      call(
        fileFeedback({
          headers: once(),
          body: {
            text: text.trim(),
            ...(withScreen && { screen: path }),
            ...(contact.trim() !== '' && { contact: contact.trim() }),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('feedback.thanks'));
      void client.invalidateQueries({ queryKey: ['feedback'] });
      onClose();
    },
  });
  const submit = () => {
    const found = lacking({ text }, { text: t('feedback.textNeeded') });
    setFaults(found);
    if (none(found)) send.mutate();
  };
  return (
    <Dialog title={t('feedback.title')} onClose={onClose}>
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <TextArea
          label={t('feedback.text')}
          name="text"
          hint={t('feedback.textHint')}
          maxLength={2000}
          value={text}
          onChange={setText}
        />
        <TextField
          label={t('feedback.contact')}
          name="contact"
          optional
          hint={t('feedback.contactHint')}
          value={contact}
          onChange={setContact}
        />
        <Toggle label={t('feedback.withScreen', { path })} on={withScreen} onChange={setWithScreen} />
        <div className="form-end">
          <Button type="submit" busy={send.isPending}>
            {t('feedback.send')}
          </Button>
          <Link to="/feedback" search={{ mine: 'true' }} className="button plain" onClick={onClose}>
            {t('feedback.mine')}
          </Link>
        </div>
      </Form>
    </Dialog>
  );
}
