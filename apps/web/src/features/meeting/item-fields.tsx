import { AGENDA_SECTIONS } from '#domain/meeting/sections.js';
import { useWords } from '../../i18n/use-words.js';
import { SelectField, TextField } from '../../ui/field.js';

// What an item of an agenda is told by, when it is added and when it is edited.

interface ItemField {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** In the order they are taken; problems come in as problems. */
const sections = AGENDA_SECTIONS.filter((section) => section !== 'problems');
export type Section = (typeof sections)[number];

export function ItemTitleField(props: ItemField) {
  const { t } = useWords();
  return <TextField label={t('meeting.itemTitle')} name="title" maxLength={200} {...props} />;
}

export function SectionField(props: ItemField) {
  const { t } = useWords();
  const choices = sections.map((value) => ({ value, label: t(`meeting.section.${value}`) }));
  return <SelectField label={t('meeting.part')} choices={choices} {...props} />;
}

export function MinutesField({ value, onChange, optional = false }: ItemField & { optional?: boolean }) {
  const { t } = useWords();
  return (
    <TextField
      label={t('meeting.minutesPlanned')}
      name="minutes"
      optional={optional}
      inputMode="numeric"
      value={value}
      onChange={(minutes) => onChange(minutes.replace(/\D/g, ''))}
    />
  );
}
