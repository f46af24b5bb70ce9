import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addAgendaItem, addChairsItem, listProblems } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Choices, SelectField, TextArea } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { ItemTitleField, MinutesField, SectionField, type Section } from './item-fields.js';
import { UnitField, useWorkingUnits } from './units.js';
import { useMeetingAct, type Meeting } from './use-meeting.js';

const empty = { problem: '', title: '', section: 'other', ask: '', minutes: '', unit: '', reason: '' };

/** A matter of its own, or a problem that waits for a meeting. After the cut-off the chair is asked, with the reason. */
export function AddItemDialog({
  meeting,
  asChair,
  onClose,
}: {
  meeting: Meeting;
  asChair: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const units = useWorkingUnits();
  const [kind, setKind] = useState<'matter' | 'problem'>('matter');
  const [words, setWords] = useState(empty);
  const [faults, setFaults] = useState<Faults>({});
  const asks = meeting.state !== 'agendaOpen' && !asChair;
  const set = (change: Partial<typeof empty>) => setWords({ ...words, ...change });
  const add = useMeetingAct(
    meeting.id,
    () => {
      const { problem, title, section, ask, minutes, unit, reason } = words;
      const body = {
        ...(kind === 'problem' ? { problemId: problem } : { title: title.trim(), section: section as Section }),
        ask: ask.trim(),
        reason: reason.trim(),
        ...(minutes !== '' && { minutes: Number(minutes) }),
        ...(unit !== '' && { presenterUnitId: unit }),
      };
      const to = { path: { id: meeting.id }, body };
      return call(asChair ? addChairsItem(to) : addAgendaItem(to));
    },
    () => {
      toast(t(asks ? 'meeting.asked' : 'meeting.added'));
      onClose();
    },
  );
  const submit = () => {
    const minutes = Number(words.minutes || 1);
    const found = {
      ...lacking(words, {
        ...(kind === 'problem' ? { problem: t('meeting.problemNeeded') } : { title: t('meeting.titleNeeded') }),
        ...(asks && { reason: t('app.needed') }),
      }),
      ...(!(minutes >= 1 && minutes <= 240) && { minutes: t('meeting.minutesRange') }),
    };
    setFaults(found);
    if (none(found)) add.mutate();
  };
  return (
    <FormDialog
      title={t(asks ? 'meeting.askToAdd' : 'meeting.add')}
      wide
      faults={faults}
      error={add.error}
      onSubmit={submit}
      act={t(asks ? 'meeting.askToAdd' : 'meeting.add')}
      busy={add.isPending}
      onClose={onClose}
    >
      {asks && <p className="notice-box">{t('meeting.asksWhy', { name: meeting.chair.name })}</p>}
      <Choices
        label={t('meeting.addWhat')}
        value={kind}
        onChange={(value) => setKind(value as typeof kind)}
        choices={[
          { value: 'matter', label: t('meeting.aMatter') },
          { value: 'problem', label: t('meeting.aProblem') },
        ]}
      />
      {kind === 'problem' ? (
        <WaitingProblem meeting={meeting} value={words.problem} onChange={(problem) => set({ problem })} />
      ) : (
        <>
          <ItemTitleField value={words.title} onChange={(title) => set({ title })} />
          <SectionField value={words.section} onChange={(section) => set({ section })} />
        </>
      )}
      <TextArea
        label={t('meeting.ask')}
        optional
        rows={3}
        maxLength={2000}
        value={words.ask}
        onChange={(ask) => set({ ask })}
      />
      <div className="side-by-side">
        <MinutesField optional value={words.minutes} onChange={(minutes) => set({ minutes })} />
        <UnitField
          label={t('meeting.presenterUnit')}
          units={units}
          value={words.unit}
          onChange={(unit) => set({ unit })}
        />
      </div>
      {asks && (
        <TextArea
          label={t('meeting.whySoLate')}
          name="reason"
          rows={2}
          maxLength={500}
          value={words.reason}
          onChange={(reason) => set({ reason })}
        />
      )}
    </FormDialog>
  );
}

/** Open problems on the meeting's rung that are not on this agenda; those of another line the api refuses, in words. */
function WaitingProblem({
  meeting,
  value,
  onChange,
}: {
  meeting: Meeting;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const problems = useQuery({
    queryKey: ['problems', 'waiting'],
    queryFn: () => call(listProblems({ query: { status: 'open', rung: '4', limit: 100 } })),
  });
  const here = new Set([...meeting.items, ...meeting.requests].map(({ problem }) => problem?.id));
  const choices = (problems.data?.items ?? [])
    .filter(({ id }) => !here.has(id))
    .map(({ id, number, title, project }) => ({ value: id, label: `${number} ${title} · ${project.name}` }));
  return (
    <SelectField
      label={t('meeting.aProblem')}
      name="problem"
      hint={problems.data && choices.length === 0 ? t('meeting.noWaiting') : t('meeting.waitingHint')}
      value={value}
      onChange={onChange}
      choices={[{ value: '', label: t('app.choose') }, ...choices]}
    />
  );
}
