import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { listUnits } from '#api-client/sdk.gen.js';
import type { Unit } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { SelectField, Field } from '../../ui/field.js';

export type NamedUnit = Pick<Unit, 'id' | 'name' | 'nameEn'>;

const kinds = ['department', 'office', 'coordination'] as const;

/** The units that can be given work: departments first, then offices. A hundred of each kind is more than a district has. */
export function useWorkingUnits(): readonly Unit[] {
  const units = useQuery({
    queryKey: ['units', 'working'],
    queryFn: async () => {
      const pages = await Promise.all(kinds.map((kind) => call(listUnits({ query: { kind, limit: 100 } }))));
      return pages.flatMap(({ items }) => items);
    },
    staleTime: 600_000,
  });
  const { data } = units;
  return useMemo(() => data ?? [], [data]);
}

/** One of the units, or none. */
export function UnitField({
  label,
  name,
  units,
  value,
  onChange,
}: {
  label: string;
  name?: string;
  units: readonly NamedUnit[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { t, language } = useWords();
  return (
    <SelectField
      label={label}
      name={name}
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: t('app.choose') },
        ...units.map((unit) => ({ value: unit.id, label: nameOf(unit, language) })),
      ]}
    />
  );
}

/** Several of the units: each chosen stands as a tag that can be taken off; choosing another adds it. */
export function UnitsField({
  label,
  units,
  value,
  without,
  onChange,
}: {
  label: string;
  units: readonly NamedUnit[];
  value: readonly string[];
  /** Named elsewhere: a unit has one part in a decision. */
  without: readonly string[];
  onChange: (value: readonly string[]) => void;
}) {
  const { t, language } = useWords();
  const chosen = value.flatMap((id) => units.find((unit) => unit.id === id) ?? []);
  const open = units.filter(({ id }) => !value.includes(id) && !without.includes(id));
  return (
    <Field label={label} optional>
      {(control) => (
        <div className="unit-tags">
          {chosen.map((unit) => (
            <button
              key={unit.id}
              type="button"
              className="unit-tag"
              aria-label={t('meeting.takeOff', { name: nameOf(unit, language) })}
              onClick={() => onChange(value.filter((id) => id !== unit.id))}
            >
              {nameOf(unit, language)} <X aria-hidden size={14} />
            </button>
          ))}
          <select
            {...control}
            className="input"
            value=""
            onChange={(event) => event.target.value !== '' && onChange([...value, event.target.value])}
          >
            <option value="">{t('meeting.addUnit')}</option>
            {open.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {nameOf(unit, language)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
