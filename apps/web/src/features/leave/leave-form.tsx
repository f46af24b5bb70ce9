import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeLeave, listPersons, setLeave } from '#api-client/sdk.gen.js';
import type { Leave } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { listed } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { PickPerson, type PickedPerson } from '../../ui/pick-person.js';
import { toast } from '../../ui/toast.js';

const fresh = { from: '', until: '', deputyId: '', reason: '' };

/**
 * The days on which somebody is away, who stands in, and why: entered anew for `person` (with `null`, for whomever is
 * picked), or `leave` changed.
 */
export function LeaveForm({
  person,
  leave,
  main = false,
  onDone,
}: {
  person: PickedPerson | null;
  leave?: Leave;
  /** Its button is the main one, where the form stands alone. */
  main?: boolean;
  onDone?: () => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [picked, setPicked] = useState<PickedPerson | null>(person);
  const [words, setWords] = useState(
    leave ? { from: leave.from, until: leave.until, deputyId: leave.deputy?.id ?? '', reason: leave.reason } : fresh,
  );
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () => {
      const { deputyId, from, until } = words;
      const body = { from, until, reason: words.reason.trim(), ...(deputyId !== '' && { deputyId }) };
      return leave
        ? call(changeLeave({ path: { id: leave.id }, headers: seen(leave.version), body }))
        : call(setLeave({ headers: once(), body: { ...body, personId: picked!.id } }));
    },
    onSuccess: ({ withoutDeputy }) => {
      setWords(fresh);
      const names = listed(
        withoutDeputy.map(({ name }) => name),
        language,
      );
      toast(names === '' ? t('leave.kept') : t('leave.keptWithout', { names }));
      onDone?.();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['leaves'] }),
  });
  const set = (change: Partial<typeof fresh>) => setWords({ ...words, ...change });
  const submit = () => {
    const { from, until, reason } = words;
    const found = lacking(
      { personId: picked?.id ?? '', from, until, reason },
      {
        personId: t('leave.personNeeded'),
        from: t('leave.fromNeeded'),
        until: t('leave.untilNeeded'),
        reason: t('leave.reasonNeeded'),
      },
    );
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <Form faults={faults} error={send.error} onSubmit={submit}>
      {person === null && (
        <PickPerson
          label={t('leave.person')}
          name="personId"
          chosen={picked}
          onPick={(chosen) => {
            setPicked(chosen);
            set({ deputyId: '' });
          }}
        />
      )}
      <div className="side-by-side">
        <TextField
          label={t('leave.from')}
          name="from"
          type="date"
          value={words.from}
          onChange={(from) => set({ from })}
        />
        <TextField
          label={t('leave.until')}
          name="until"
          type="date"
          value={words.until}
          onChange={(until) => set({ until })}
        />
      </div>
      <DeputyField
        person={picked}
        now={leave?.deputy ?? null}
        value={words.deputyId}
        onChange={(deputyId) => set({ deputyId })}
      />
      <TextField
        label={t('leave.reason')}
        name="reason"
        maxLength={200}
        value={words.reason}
        onChange={(reason) => set({ reason })}
      />
      <div className="form-end">
        <Button type="submit" look={main ? 'main' : 'plain'} busy={send.isPending}>
          {t(leave ? 'leave.change' : 'leave.set')}
        </Button>
      </div>
    </Form>
  );
}

/** Who stands in: somebody of the person's own unit, or who does now. */
function DeputyField({
  person,
  now,
  value,
  onChange,
}: {
  person: PickedPerson | null;
  now: Leave['deputy'];
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const unitId = person?.unit.id;
  const colleagues = useQuery({
    queryKey: ['persons', 'of', unitId],
    queryFn: () => call(listPersons({ query: { unitId: unitId!, active: 'true', limit: 100 } })),
    enabled: unitId !== undefined,
    staleTime: 600_000,
  });
  const found = (colleagues.data?.items ?? []).filter(({ id }) => id !== person?.id);
  const offered = now && found.every(({ id }) => id !== now.id) ? [now, ...found] : found;
  return (
    <SelectField
      label={t('leave.deputy')}
      name="deputyId"
      hint={t('leave.deputyHint')}
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: t('leave.noDeputy') },
        ...offered.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
