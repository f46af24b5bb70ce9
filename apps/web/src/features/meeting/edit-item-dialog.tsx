import { useState } from 'react';
import { editAgendaItem } from '#api-client/sdk.gen.js';
import { call, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { TextArea, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';
import { ItemTitleField, MinutesField, SectionField } from './item-fields.js';
import { UnitField, useWorkingUnits } from './units.js';
import { titleOf, useMeetingAct, type AgendaItem, type Meeting } from './use-meeting.js';

/** Its minutes, who speaks to it, what it asks for and what is answered. What was typed stays when somebody was faster. */
export function EditItemDialog({
  meeting,
  item,
  onClose,
}: {
  meeting: Meeting;
  item: AgendaItem;
  onClose: () => void;
}) {
  const { t, language } = useWords();
  const units = useWorkingUnits();
  const [words, setWords] = useState(() => ({
    title: item.title,
    section: item.section as string,
    minutes: String(item.minutes),
    unit: item.presenter.unit?.id ?? '',
    presenter: item.presenter.name,
    ask: item.ask,
    answer: item.answer,
  }));
  const [before] = useState(words);
  const [faults, setFaults] = useState<Faults>({});
  const set = (change: Partial<typeof words>) => setWords({ ...words, ...change });
  const changed = (name: keyof typeof words) => words[name] !== before[name];
  const edit = useMeetingAct(
    meeting.id,
    () =>
      call(
        editAgendaItem({
          path: { id: meeting.id, itemId: item.id },
          headers: seen(item.version),
          body: {
            minutes: Number(words.minutes),
            presenter: words.presenter.trim(),
            ...(changed('unit') && { presenterUnitId: words.unit || null }),
            ...(changed('ask') && { ask: words.ask.trim() }),
            ...(changed('answer') && { answer: words.answer.trim() }),
            ...(changed('section') && { section: words.section as AgendaItem['section'] }),
            ...(!item.problem && changed('title') && { title: words.title.trim() }),
          },
        }),
      ),
    () => {
      toast(t('meeting.edited', { title: titleOf(item, language) }));
      onClose();
    },
  );
  const submit = () => {
    const minutes = Number(words.minutes);
    const found = {
      ...(!item.problem && lacking(words, { title: t('meeting.titleNeeded') })),
      ...(!(minutes >= 1 && minutes <= 240) && { minutes: t('meeting.minutesRange') }),
    };
    setFaults(found);
    if (none(found)) edit.mutate();
  };
  return (
    <FormDialog
      title={t('meeting.editOf', { title: titleOf(item, language) })}
      wide
      faults={faults}
      error={edit.error}
      onSubmit={submit}
      act={t('meeting.save')}
      busy={edit.isPending}
      onClose={onClose}
    >
      {!item.problem && <ItemTitleField value={words.title} onChange={(title) => set({ title })} />}
      <div className="side-by-side">
        <MinutesField value={words.minutes} onChange={(minutes) => set({ minutes })} />
        {!item.problem && <SectionField value={words.section} onChange={(section) => set({ section })} />}
        <UnitField
          label={t('meeting.presenterUnit')}
          units={units}
          value={words.unit}
          onChange={(unit) => set({ unit })}
        />
        <TextField
          label={t('meeting.presenter')}
          optional
          maxLength={60}
          value={words.presenter}
          onChange={(presenter) => set({ presenter })}
        />
      </div>
      <TextArea label={t('meeting.ask')} maxLength={2000} value={words.ask} onChange={(ask) => set({ ask })} />
      <TextArea
        label={t('meeting.answer')}
        maxLength={2000}
        value={words.answer}
        onChange={(answer) => set({ answer })}
      />
    </FormDialog>
  );
}
