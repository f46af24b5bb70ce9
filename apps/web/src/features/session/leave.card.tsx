import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endLeave, listLeaves, listPersons, setLeave } from '#api-client/sdk.gen.js';
import type { Leave } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { day } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';

const isAhead = ({ standing }: Leave): boolean => standing === 'coming' || standing === 'running';
const fresh = { from: '', until: '', deputyId: '', reason: '' };

/** Days on which one is away, and who stands in: their mails go to the deputy. */
export function LeaveCard() {
  const { t, language } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const may = mayDo(session, 'leave.write');
  const leaves = useQuery({ queryKey: ['leaves'], queryFn: () => call(listLeaves()), enabled: may });
  const end = useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      call(endLeave({ path: { id }, headers: seen(version) })),
    onSuccess: () => toast(t('account.leaveEnded')),
    onSettled: () => client.invalidateQueries({ queryKey: ['leaves'] }),
  });
  if (!may) return null;
  return (
    <Card title={t('account.leave')} note={t('account.leaveNote')}>
      <ErrorSummary error={end.error} />
      <Loaded query={leaves}>
        {(found) => {
          const ahead = found.filter(isAhead);
          return ahead.length === 0 ? (
            <p className="muted">{t('account.noLeave')}</p>
          ) : (
            <ul className="rows">
              {ahead.map(({ id, version, person, deputy, from, until, reason, standing }) => (
                <li key={id} className="row">
                  <div>
                    <strong>
                      {t('account.awayFromUntil', { from: day(from, language), until: day(until, language) })}
                    </strong>
                    <p className="muted">
                      {[
                        person.name,
                        reason,
                        deputy ? t('account.deputyIs', { name: deputy.name }) : t('account.noDeputy'),
                      ].join(' · ')}
                    </p>
                  </div>
                  <Button look="plain" busy={end.isPending} onClick={() => end.mutate({ id, version })}>
                    {t(standing === 'coming' ? 'account.callOff' : 'account.backAgain')}
                    <span className="away"> {person.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <LeaveForm />
    </Card>
  );
}

function LeaveForm() {
  const { t, language } = useWords();
  const { person, unit } = useSession();
  const client = useQueryClient();
  const [words, setWords] = useState(fresh);
  const [faults, setFaults] = useState<Faults>({});
  const others = useQuery({
    queryKey: ['persons', 'of', unit.id],
    queryFn: () => call(listPersons({ query: { unitId: unit.id, active: 'true', limit: 100 } })),
    staleTime: 600_000,
  });
  const send = useMutation({
    mutationFn: () => {
      const { deputyId, reason, ...dates } = words;
      return call(
        setLeave({
          headers: once(),
          body: { ...dates, reason: reason.trim(), ...(deputyId !== '' && { deputyId }) },
        }),
      );
    },
    onSuccess: ({ withoutDeputy }) => {
      setWords(fresh);
      toast(
        withoutDeputy.length === 0
          ? t('account.leaveSet')
          : t('account.leaveSetWithout', {
              names: listed(
                withoutDeputy.map(({ name }) => name),
                language,
              ),
            }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['leaves'] }),
  });
  const set = (change: Partial<typeof fresh>) => setWords({ ...words, ...change });
  const submit = () => {
    const { from, until, reason } = words;
    const found = lacking(
      { from, until, reason },
      { from: t('account.fromNeeded'), until: t('account.untilNeeded'), reason: t('account.reasonNeeded') },
    );
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <Form faults={faults} error={send.error} onSubmit={submit}>
      <div className="side-by-side">
        <TextField
          label={t('account.from')}
          name="from"
          type="date"
          value={words.from}
          onChange={(from) => set({ from })}
        />
        <TextField
          label={t('account.until')}
          name="until"
          type="date"
          value={words.until}
          onChange={(until) => set({ until })}
        />
      </div>
      <SelectField
        label={t('account.deputy')}
        name="deputyId"
        hint={t('account.deputyHint')}
        value={words.deputyId}
        onChange={(deputyId) => set({ deputyId })}
        choices={[
          { value: '', label: t('account.noDeputy') },
          ...(others.data?.items ?? [])
            .filter(({ id }) => id !== person.id)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        label={t('account.reason')}
        name="reason"
        maxLength={200}
        value={words.reason}
        onChange={(reason) => set({ reason })}
      />
      <div className="form-end">
        <Button type="submit" look="plain" busy={send.isPending}>
          {t('account.setLeave')}
        </Button>
      </div>
    </Form>
  );
}
