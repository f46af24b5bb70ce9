import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Decision } from '#api-client/types.gen.js';
import { useWords } from '../../i18n/use-words.js';
import { TextArea } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { OutcomeField, WorkdaysField } from '../problem/act-fields.js';
import type { DecisionAct, DecisionActWords } from './decision-acts.js';

/** One act on one decision. When somebody else was faster it says so, and what was written is not lost. */
export function DecisionActDialog({
  decision,
  act,
  onClose,
  onSettled,
}: {
  decision: Decision;
  act: DecisionAct;
  onClose: () => void;
  onSettled: () => void;
}) {
  const { t } = useWords();
  const [words, setWords] = useState<DecisionActWords>({ text: '', passed: 'true', workdays: '' });
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () => act.send(decision.id, decision.version, words),
    onSuccess: () => {
      toast(t('act.done', { act: t(`decisionAct.${act.type}.title`), number: decision.number }));
      onClose();
    },
    onSettled,
  });
  const set = (change: Partial<DecisionActWords>) => setWords({ ...words, ...change });
  const has = (field: keyof DecisionActWords) => act.fields.includes(field);
  const textOptional = act.type === 'verify' && words.passed === 'true';
  const submit = () => {
    const found = lacking({ text: words.text, workdays: words.workdays } as Record<string, string>, {
      ...(has('workdays') && { workdays: t('act.workdaysNeeded') }),
      ...(has('text') && !textOptional && { text: t('act.textNeeded') }),
    });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <FormDialog
      title={t(`decisionAct.${act.type}.title`)}
      faults={faults}
      error={send.error}
      onSubmit={submit}
      act={t(`decisionAct.${act.type}.do`)}
      busy={send.isPending}
      onClose={onClose}
    >
      <p className="muted">{t(`decisionAct.${act.type}.what`)}</p>
      {has('passed') && (
        <OutcomeField
          value={words.passed}
          onChange={(passed) => set({ passed: passed as DecisionActWords['passed'] })}
        />
      )}
      {has('workdays') && <WorkdaysField value={words.workdays} onChange={(workdays) => set({ workdays })} />}
      {has('text') && (
        <TextArea
          label={t(`decisionAct.${act.type}.text`)}
          name="text"
          maxLength={act.type === 'requestExtension' || act.type === 'cancel' ? 1000 : 4000}
          optional={textOptional}
          value={words.text}
          onChange={(text) => set({ text })}
        />
      )}
    </FormDialog>
  );
}
