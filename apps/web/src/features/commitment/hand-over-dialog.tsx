import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { handOverContract } from '#api-client/sdk.gen.js';
import type { ContractStanding } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { useWords } from '../../i18n/use-words.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { useLeaders } from '../../ui/use-leaders.js';

/** 交接: the next leader, from which day, how the contract ended. The sheet is frozen in the same act, and shown next. */
export function HandOverDialog({ contract, onClose }: { contract: ContractStanding; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [words, setWords] = useState({ to: '', on: today() as string, result: '', words: '' });
  const [faults, setFaults] = useState<Faults>({});
  const leaders = useLeaders() ?? [];
  const { project } = contract;
  const send = useMutation({
    mutationFn: () =>
      call(
        handOverContract({
          path: { id: project.id },
          headers: { ...seen(project.version), ...once() },
          body: {
            toLeaderId: words.to,
            on: words.on,
            result: words.result,
            ...(words.words.trim() !== '' && { words: words.words }),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('handOver.done', { project: project.name }));
      onClose();
      void navigate({ to: '/contracts/$id/hand-over-sheet', params: { id: contract.id } });
    },
    onSettled: () => {
      for (const key of ['leader', 'leaders', 'project', 'projects', 'hand-over-sheet'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const set = (change: Partial<typeof words>) => setWords({ ...words, ...change });
  const submit = () => {
    const found = lacking(words, {
      to: t('handOver.toNeeded'),
      on: t('handOver.onNeeded'),
      result: t('handOver.resultNeeded'),
    });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  const choices = leaders.filter(({ value }) => value !== contract.leader.id);
  return (
    <FormDialog
      title={t('handOver.title')}
      faults={faults}
      error={send.error}
      onSubmit={submit}
      act={t('handOver.do')}
      busy={send.isPending}
      onClose={onClose}
    >
      <p className="muted">{t('handOver.what', { project: project.name, leader: contract.leader.name })}</p>
      <SelectField
        label={t('handOver.to')}
        name="to"
        value={words.to}
        onChange={(to) => set({ to })}
        choices={[{ value: '', label: t('app.choose') }, ...choices]}
      />
      <TextField label={t('handOver.on')} name="on" type="date" value={words.on} onChange={(on) => set({ on })} />
      <TextArea
        label={t('handOver.result')}
        name="result"
        maxLength={2000}
        value={words.result}
        onChange={(result) => set({ result })}
      />
      <TextArea
        label={t('handOver.words')}
        name="words"
        maxLength={2000}
        optional
        value={words.words}
        onChange={(given) => set({ words: given })}
      />
    </FormDialog>
  );
}
