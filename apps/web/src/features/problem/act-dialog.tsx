import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { useWords } from '../../i18n/use-words.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Choices, SelectField, TextArea, TextField } from '../../ui/field.js';
import type { ActWords, ProblemAct } from './problem-acts.js';

const nothing: ActWords = { text: '', passed: 'true', toRung: '', workdays: '1', from: '', until: '' };

/** One act on one problem. When somebody else was faster it says so, and what was written is not lost. */
export function ActDialog({ problem, act, onClose }: { problem: Problem; act: ProblemAct; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [words, setWords] = useState<ActWords>({ ...nothing, toRung: String(Math.max(1, problem.rung - 1)) });
  const [missing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: () => act.send(problem.id, problem.version, words),
    onSuccess: onClose,
    onSettled: () => {
      for (const key of ['problem', 'problems', 'timeline']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const set = (change: Partial<ActWords>) => setWords({ ...words, ...change });
  const textNeeded =
    act.fields.includes('text') && !(act.textOptional && words.passed === 'true') && words.text.trim() === '';
  const daysNeeded = act.fields.includes('days') && (words.from === '' || words.until === '');
  const lost = send.error instanceof ApiError && send.error.status === 409;
  return (
    <Dialog title={t(`act.${act.type}.title`)} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(textNeeded || daysNeeded);
          if (!textNeeded && !daysNeeded) send.mutate();
        }}
      >
        <ErrorSummary error={send.error} />
        {lost && <p className="notice-box">{t('app.changedMeanwhile')}</p>}
        <p className="muted">{t(`act.${act.type}.what`)}</p>
        {act.fields.includes('passed') && (
          <Choices
            label={t('act.verify.outcome')}
            value={words.passed}
            onChange={(passed) => set({ passed: passed as ActWords['passed'] })}
            choices={[
              { value: 'true', label: t('act.verify.passed') },
              { value: 'false', label: t('act.verify.failed') },
            ]}
          />
        )}
        {act.fields.includes('toRung') && (
          <SelectField
            label={t('act.toRung')}
            value={words.toRung}
            onChange={(toRung) => set({ toRung })}
            choices={Array.from({ length: problem.rung - 1 }, (_, index) => ({
              value: String(problem.rung - 1 - index),
              label: t(`ladder.rung${problem.rung - 1 - index}`),
            }))}
          />
        )}
        {act.fields.includes('workdays') && (
          <TextField
            label={t('act.workdays')}
            inputMode="numeric"
            value={words.workdays}
            onChange={(workdays) => set({ workdays: workdays.replace(/\D/g, '') })}
          />
        )}
        {act.fields.includes('days') && (
          <div className="side-by-side">
            <TextField
              label={t('act.from')}
              type="date"
              value={words.from}
              error={missing && words.from === '' ? t('app.needed') : undefined}
              onChange={(from) => set({ from })}
            />
            <TextField
              label={t('act.until')}
              type="date"
              value={words.until}
              error={missing && words.until === '' ? t('app.needed') : undefined}
              onChange={(until) => set({ until })}
            />
          </div>
        )}
        {act.fields.includes('text') && (
          <TextArea
            label={t(`act.${act.type}.text`)}
            maxLength={4000}
            value={words.text}
            error={missing && textNeeded ? t('app.needed') : undefined}
            onChange={(text) => set({ text })}
          />
        )}
        <div className="form-end">
          <button type="submit" className="button" disabled={send.isPending}>
            {send.isPending ? t('app.sending') : t(`act.${act.type}.do`)}
          </button>
          <button type="button" className="button plain" onClick={onClose}>
            {t('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
