import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listProblems, listUnits } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { nameOf, useWords, type Words } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Choices, SelectField, TextArea, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import type { ActWords, ProblemAct } from './problem-acts.js';

const nothing: ActWords = {
  text: '',
  passed: 'true',
  toRung: '',
  workdays: '1',
  from: '',
  until: '',
  unit: '',
  into: '',
};

/** What the act still lacks, by field. */
function lackOf(act: ProblemAct, words: ActWords, t: Words): Faults {
  const textOptional = act.textOptional === true && words.passed === 'true';
  return lacking(words as unknown as Record<string, string>, {
    ...(act.fields.includes('text') && !textOptional && { text: t('act.textNeeded') }),
    ...(act.fields.includes('workdays') && { workdays: t('act.workdaysNeeded') }),
    ...(act.fields.includes('days') && { from: t('act.fromNeeded'), until: t('act.untilNeeded') }),
    ...(act.fields.includes('unit') && { unit: t('act.unitNeeded') }),
    ...(act.fields.includes('into') && { into: t('act.intoNeeded') }),
  });
}

/** One act on one problem. When somebody else was faster it says so, and what was written is not lost. */
export function ActDialog({ problem, act, onClose }: { problem: Problem; act: ProblemAct; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [words, setWords] = useState<ActWords>({ ...nothing, toRung: String(Math.max(1, problem.rung - 1)) });
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () => act.send(problem.id, problem.version, words),
    onSuccess: () => {
      toast(t('act.done', { act: t(`act.${act.type}.title`), number: problem.number }));
      onClose();
    },
    onSettled: () => {
      for (const key of ['problem', 'problems', 'timeline']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const set = (change: Partial<ActWords>) => setWords({ ...words, ...change });
  const has = (field: ProblemAct['fields'][number]) => act.fields.includes(field);
  const submit = () => {
    const found = lackOf(act, words, t);
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <Dialog title={t(`act.${act.type}.title`)} onClose={onClose}>
      <Form faults={faults} error={send.error} onSubmit={submit}>
        <p className="muted">{t(`act.${act.type}.what`)}</p>
        {has('passed') && (
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
        {has('toRung') && (
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
        {has('workdays') && (
          <TextField
            label={t('act.workdays')}
            name="workdays"
            inputMode="numeric"
            value={words.workdays}
            onChange={(workdays) => set({ workdays: workdays.replace(/\D/g, '') })}
          />
        )}
        {has('days') && (
          <div className="side-by-side">
            <TextField
              label={t('act.from')}
              name="from"
              type="date"
              value={words.from}
              onChange={(from) => set({ from })}
            />
            <TextField
              label={t('act.until')}
              name="until"
              type="date"
              value={words.until}
              onChange={(until) => set({ until })}
            />
          </div>
        )}
        {has('unit') && <DepartmentField value={words.unit} onChange={(unit) => set({ unit })} />}
        {has('into') && <IntoField problem={problem} value={words.into} onChange={(into) => set({ into })} />}
        {has('text') && (
          <TextArea
            label={t(`act.${act.type}.text`)}
            name="text"
            maxLength={4000}
            optional={act.textOptional === true && words.passed === 'true'}
            value={words.text}
            onChange={(text) => set({ text })}
          />
        )}
        <div className="form-end">
          <Button type="submit" busy={send.isPending}>
            {t(`act.${act.type}.do`)}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('app.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

interface PickProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DepartmentField(props: PickProps) {
  const { t, language } = useWords();
  const units = useQuery({
    queryKey: ['units', 'department'],
    queryFn: () => call(listUnits({ query: { kind: 'department', limit: 100 } })),
    staleTime: 600_000,
  });
  const choices = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: nameOf(unit, language) }));
  return (
    <SelectField
      label={t('act.unit')}
      name="unit"
      {...props}
      choices={[{ value: '', label: t('app.choose') }, ...choices]}
    />
  );
}

/** Another open problem of the same project. */
function IntoField({ problem, ...props }: PickProps & { problem: Problem }) {
  const { t } = useWords();
  const others = useQuery({
    queryKey: ['problems', 'of', problem.project.id, 'open'],
    queryFn: () => call(listProblems({ query: { projectId: problem.project.id, status: 'open', limit: 100 } })),
  });
  const choices = (others.data?.items ?? [])
    .filter(({ id }) => id !== problem.id)
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  return (
    <SelectField
      label={t('act.into')}
      name="into"
      hint={others.data && choices.length === 0 ? t('act.noOther') : undefined}
      {...props}
      choices={[{ value: '', label: t('app.choose') }, ...choices]}
    />
  );
}
