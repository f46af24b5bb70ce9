import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPersons } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { enumerated, enumeration } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { SelectField, TextField, Toggle } from '../../ui/field.js';
import type { FieldsProps } from './fields-props.js';
import { readNumber, valueAt, withValue, type Leaf, type Path } from './policy-shape.js';

/** One value. Its name is its place in the definition, which is what a refusal names. */
export function LeafField({
  leaf,
  path,
  definition,
  onChange,
}: Omit<FieldsProps, 'nodes'> & { leaf: Leaf; path: Path }) {
  const { t } = useWords();
  const value = valueAt(definition, path);
  const set = (to: unknown) => onChange(withValue(definition, path, to));
  const label = t(`policy.field.${leaf.key}`);
  const name = ['definition', ...path].join('.');
  const text = value === null || value === undefined ? '' : String(value);
  const choices = (leaf.values ?? []).map((each) => ({ value: each, label: t(`policy.value.${leaf.key}.${each}`) }));
  switch (leaf.as) {
    case 'number':
      return (
        <TextField
          label={label}
          name={name}
          inputMode="decimal"
          hint={leaf.nullable ? t('policy.emptyIsNone') : undefined}
          value={text}
          onChange={(typed) => set(readNumber(typed))}
        />
      );
    case 'time':
      return <TextField label={label} name={name} type="time" value={text} onChange={set} />;
    case 'text':
      return <TextField label={label} name={name} value={text} onChange={set} />;
    case 'days':
      return <DaysField label={label} name={name} value={value as readonly (number | string)[]} onChange={set} />;
    case 'weekday':
      return (
        <SelectField
          label={label}
          name={name}
          value={text}
          onChange={(day) => set(Number(day))}
          choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: t(`meeting.weekday${day}`) }))}
        />
      );
    case 'edge':
      return <EdgeField label={label} name={name} value={value as Edge} onChange={set} />;
    case 'chair':
      return <ChairField label={label} name={name} value={text} onChange={set} />;
    case 'ladder': {
      const { ladders } = definition as { ladders: readonly { id: string; name: string }[] };
      return (
        <SelectField
          label={label}
          name={name}
          value={text}
          onChange={set}
          choices={[
            ...(text === '' ? [{ value: '', label: t('app.choose') }] : []),
            ...ladders.map((ladder) => ({ value: ladder.id, label: ladder.name || t('policy.newLadder') })),
          ]}
        />
      );
    }
    case 'choice':
      return (
        <SelectField
          label={label}
          name={name}
          value={text}
          onChange={(to) => set(to === '' ? null : to)}
          choices={[...(leaf.nullable ? [{ value: '', label: t('policy.any') }] : []), ...choices]}
        />
      );
    case 'many': {
      const chosen = value as readonly string[];
      return (
        <fieldset className="policy-part">
          <legend>{label}</legend>
          <div className="toggles">
            {choices.map((each) => (
              <Toggle
                key={each.value}
                label={each.label}
                on={chosen.includes(each.value)}
                onChange={(on) => set(leaf.values!.filter((one) => (one === each.value ? on : chosen.includes(one))))}
              />
            ))}
          </div>
        </fieldset>
      );
    }
  }
}

/** Days of the month. What is typed stays as it is typed. */
function DaysField({
  value,
  onChange,
  ...parts
}: {
  label: string;
  name: string;
  value: readonly (number | string)[];
  onChange: (days: readonly (number | string)[]) => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState(enumerated(value));
  return (
    <TextField
      {...parts}
      hint={t('policy.daysHint')}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        onChange(enumeration(text).flatMap((day) => readNumber(day) ?? []));
      }}
    />
  );
}

type Edge = { readonly percent: number | string | null; readonly included: boolean } | null;

/** An edge of a band in per cent of the plan to date; empty is open. */
function EdgeField({
  label,
  name,
  value,
  onChange,
}: {
  label: string;
  name: string;
  value: Edge;
  onChange: (edge: Edge) => void;
}) {
  const { t } = useWords();
  return (
    <div>
      <TextField
        label={label}
        name={name}
        inputMode="decimal"
        hint={t('policy.edgeHint')}
        value={value === null ? '' : String(value.percent ?? '')}
        onChange={(typed) => {
          const percent = readNumber(typed);
          onChange(percent === null ? null : { percent, included: value?.included ?? true });
        }}
      />
      {value !== null && (
        <Toggle
          label={t('policy.included')}
          on={value.included}
          onChange={(included) => onChange({ ...value, included })}
        />
      )}
    </div>
  );
}

/** Who may chair a series: the principals and the leaders. */
function ChairField(props: { label: string; name: string; value: string; onChange: (id: string) => void }) {
  const { t } = useWords();
  const of = (role: 'principal' | 'leader') => ({
    queryKey: ['persons', role],
    queryFn: () => call(listPersons({ query: { role, active: 'true' as const, limit: 100 } })),
    staleTime: 600_000,
  });
  const principals = useQuery(of('principal'));
  const leaders = useQuery(of('leader'));
  const persons = [...(principals.data?.items ?? []), ...(leaders.data?.items ?? [])];
  const known = persons.some(({ id }) => id === props.value);
  return (
    <SelectField
      {...props}
      choices={[
        ...(known ? [] : [{ value: props.value, label: t('app.loading') }]),
        ...persons.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
