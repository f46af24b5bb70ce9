import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '#api-client/types.gen.js';
import { useSession } from '../../api/session.js';
import { useWords, type Words } from '../../i18n/use-words.js';
import { Choices, TextArea, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { AssistingField, DepartmentField, IntoField, OutcomeField, RungField, WorkdaysField } from './act-fields.js';
import { rungsAbove, wordsAtFirst, type ActField, type ActWords, type ProblemAct } from './problem-acts.js';

const scores = ['satisfied', 'basically', 'unsatisfied'] as const;

/** Its words may be left out where they would say nothing: a check that passed, a department that did well. */
const mayBeSilent = (act: ProblemAct, { passed, score }: ActWords) =>
  act.type === 'verify' ? passed === 'true' : act.type === 'rate' && score !== 'unsatisfied';

/** What the act still lacks, by field. */
function lackOf(act: ProblemAct, words: ActWords, t: Words): Faults {
  const { assisting: _, ...single } = words;
  return lacking(single, {
    ...(act.fields.includes('text') && !mayBeSilent(act, words) && { text: t('act.textNeeded') }),
    ...(act.fields.includes('workdays') && { workdays: t('act.workdaysNeeded') }),
    ...(act.fields.includes('days') && { from: t('act.fromNeeded'), until: t('act.untilNeeded') }),
    ...(act.fields.includes('departments') && { unit: t('act.unitNeeded') }),
    ...(act.fields.includes('into') && { into: t('act.intoNeeded') }),
    ...(act.fields.includes('score') && { score: t('act.scoreNeeded') }),
  });
}

/** One act on one problem. When somebody else was faster it says so, and what was written is not lost. */
export function ActDialog({ problem, act, onClose }: { problem: Problem; act: ProblemAct; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [words, setWords] = useState<ActWords>(() => wordsAtFirst(problem, act));
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () => act.send(problem.id, problem.version, words),
    onSuccess: () => {
      toast(t('act.done', { act: t(`act.${act.type}.title`), number: problem.number }));
      onClose();
    },
    onSettled: () => {
      for (const key of ['problem', 'problems', 'timeline', 'ratings'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const submit = () => {
    const found = lackOf(act, words, t);
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <FormDialog
      title={t(`act.${act.type}.title`)}
      faults={faults}
      error={send.error}
      onSubmit={submit}
      act={t(`act.${act.type}.do`)}
      busy={send.isPending}
      onClose={onClose}
    >
      <p className="muted">{t(`act.${act.type}.what`)}</p>
      <Fields
        problem={problem}
        act={act}
        words={words}
        onChange={(change) => setWords((before) => ({ ...before, ...change }))}
      />
    </FormDialog>
  );
}

function Fields({
  problem,
  act,
  words,
  onChange,
}: {
  problem: Problem;
  act: ProblemAct;
  words: ActWords;
  onChange: (change: Partial<ActWords>) => void;
}) {
  const { t } = useWords();
  const { roles } = useSession();
  const has = (field: ActField) => act.fields.includes(field);
  const rungs =
    act.type === 'signUp'
      ? rungsAbove(problem.rung, roles)
      : Array.from({ length: problem.rung - 1 }, (_, index) => problem.rung - 1 - index);
  return (
    <>
      {has('passed') && (
        <OutcomeField value={words.passed} onChange={(passed) => onChange({ passed: passed as ActWords['passed'] })} />
      )}
      {has('score') && (
        <Choices
          label={t('act.rate.score')}
          name="score"
          value={words.score}
          onChange={(score) => onChange({ score })}
          choices={scores.map((value) => ({ value, label: t(`rating.score.${value}`) }))}
        />
      )}
      {has('toRung') && rungs.length > 1 && (
        <RungField
          label={t(act.type === 'signUp' ? 'act.upTo' : 'act.toRung')}
          rungs={rungs}
          firstIsNext={act.type === 'signUp'}
          value={words.toRung}
          onChange={(toRung) => onChange({ toRung })}
        />
      )}
      {act.type === 'sendDown' && words.toRung === '2' && (
        <DepartmentField optional value={words.unit} onChange={(unit) => onChange({ unit })} />
      )}
      {has('workdays') && <WorkdaysField value={words.workdays} onChange={(workdays) => onChange({ workdays })} />}
      {has('days') && (
        <div className="side-by-side">
          <TextField
            label={t('act.from')}
            name="from"
            type="date"
            value={words.from}
            onChange={(from) => onChange({ from })}
          />
          <TextField
            label={t('act.until')}
            name="until"
            type="date"
            value={words.until}
            onChange={(until) => onChange({ until })}
          />
        </div>
      )}
      {has('departments') && (
        <>
          <DepartmentField value={words.unit} onChange={(unit) => onChange({ unit })} />
          <AssistingField lead={words.unit} value={words.assisting} onChange={(assisting) => onChange({ assisting })} />
        </>
      )}
      {has('into') && <IntoField problem={problem} value={words.into} onChange={(into) => onChange({ into })} />}
      {has('text') && (
        <TextArea
          label={t(`act.${act.type}.text`)}
          name="text"
          maxLength={act.type === 'rate' ? 1000 : 4000}
          optional={mayBeSilent(act, words)}
          value={words.text}
          onChange={(text) => onChange({ text })}
        />
      )}
      {has('plan') && (
        <TextArea
          label={t('act.answer.plan')}
          name="plan"
          rows={2}
          maxLength={4000}
          optional
          value={words.plan}
          onChange={(plan) => onChange({ plan })}
        />
      )}
    </>
  );
}
