import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listPersons, setPersonRoles } from '#api-client/sdk.gen.js';
import type { Person } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Toggle } from '../../ui/field.js';
import { ChoiceFilter, Filters, narrowing, NoneFits } from '../../ui/filters.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { More } from '../../ui/more.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { toast } from '../../ui/toast.js';
import { usePaged } from '../../ui/use-paged.js';
import { roleFilters, roles, type Role } from './people-filters.js';

/** Who holds which role. What fits whom, and which exclude each other, the server decides and says. */
export function RolesScreen() {
  const { t, language } = useWords();
  const own = useSession().person.id;
  const filters = useSearch({ from: '/within/roles' });
  const navigate = useNavigate({ from: '/roles' });
  const [edited, setEdited] = useState<Person | null>(null);
  const of = narrowing(filters, roleFilters, (search) => void navigate({ search }));
  const { list, more } = usePaged(['persons', filters], (cursor) =>
    call(listPersons({ query: { ...filters, cursor, limit: 50 } })),
  );
  const columns: Column<Person>[] = [
    {
      key: 'name',
      head: t('user.name'),
      cell: ({ name, post }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="muted">{post}</span>
        </>
      ),
    },
    { key: 'unit', head: t('session.unit'), cell: ({ unit }) => nameOf(unit, language) },
    {
      key: 'roles',
      head: t('session.roles'),
      cell: (person) =>
        listed(
          person.roles.map((each) => t(`role.${each}`)),
          language,
        ) || t('roles.noRole'),
    },
    {
      key: 'acts',
      head: t('user.acts'),
      cell: (person) =>
        person.id === own ? (
          <span className="muted">{t('roles.own')}</span>
        ) : (
          <Button look="quiet" onClick={() => setEdited(person)}>
            {t('roles.change')}
            <span className="away"> {person.name}</span>
          </Button>
        ),
    },
  ];
  return (
    <Page title={t('roles.title')} sentence={t('roles.sentence')}>
      <Filters label={t('user.name')} of={of} by="q">
        <ChoiceFilter
          label={t('session.roles')}
          of={of}
          by="role"
          choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
      </Filters>
      <Card flush>
        <Loaded query={list} lines={10}>
          {(persons) =>
            persons.length === 0 ? (
              <NoneFits title={t('user.none')} />
            ) : (
              <Table caption={t('roles.title')} columns={columns} rows={persons} keyOf={({ id }) => id} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
      {edited && <RolesDialog person={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function RolesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [held, setHeld] = useState<readonly Role[]>(person.roles);
  const save = useMutation({
    mutationFn: () =>
      call(setPersonRoles({ path: { id: person.id }, headers: seen(person.version), body: { roles: [...held] } })),
    onSuccess: () => {
      toast(t('roles.changed', { name: person.name }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['persons'] }),
  });
  return (
    <FormDialog
      title={t('roles.of', { name: person.name })}
      error={save.error}
      onSubmit={() => save.mutate()}
      act={t('roles.save')}
      busy={save.isPending}
      onClose={onClose}
    >
      <p className="muted">{nameOf(person.unit, language)}</p>
      <div className="stack">
        {roles.map((role) => (
          <Toggle
            key={role}
            label={t(`role.${role}`)}
            on={held.includes(role)}
            onChange={(on) => setHeld(on ? [...held, role] : held.filter((each) => each !== role))}
          />
        ))}
      </div>
    </FormDialog>
  );
}
