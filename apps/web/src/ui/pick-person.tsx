import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPersons } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { nameOf, useWords } from '../i18n/use-words.js';
import { PickOne } from './pick-one.js';

export interface PickedPerson {
  readonly id: string;
  readonly name: string;
  readonly unit: { readonly id: string };
}

/** Somebody of the district's own, found by a part of the name. */
export function PickPerson({
  label,
  name,
  chosen,
  onPick,
}: {
  label: string;
  name: string;
  chosen: PickedPerson | null;
  onPick: (person: PickedPerson | null) => void;
}) {
  const { language } = useWords();
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const persons = useQuery({
    queryKey: ['persons', 'named', q],
    queryFn: () => call(listPersons({ query: { active: 'true', limit: 25, ...(q !== '' && { q }) } })),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  const found = (persons.data?.items ?? []).filter(({ unit }) => unit.kind !== 'company');
  return (
    <PickOne
      label={label}
      name={name}
      options={found.map((each) => ({ id: each.id, name: each.name, note: nameOf(each.unit, language) }))}
      chosen={chosen && { id: chosen.id, name: chosen.name }}
      onSearch={setTyped}
      onPick={(option) => onPick(option && (found.find(({ id }) => id === option.id) ?? chosen))}
    />
  );
}
