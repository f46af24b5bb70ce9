import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { activateUser, deactivateUser, listUnits, listUsers, resetUserPassword } from '#api-client/sdk.gen.js';
import type { User } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, Filters, narrowing, NoneFits } from '../../ui/filters.js';
import { Light } from '../../ui/light.js';
import { More } from '../../ui/more.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { toast } from '../../ui/toast.js';
import { usePaged } from '../../ui/use-paged.js';
import { userFilters } from './people-filters.js';
import { UserDialog } from './user-dialog.js';

interface Secret {
  readonly username: string;
  readonly password: string;
}

/** Accounts: made, changed, shut and opened; never a role, which is the security administrator's. */
export function UsersScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/users' });
  const navigate = useNavigate({ from: '/users' });
  const of = narrowing(filters, userFilters, (search) => void navigate({ search }));
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const units = useAllUnits();
  const { list, more } = usePaged(['users', filters], (cursor) =>
    call(listUsers({ query: { ...filters, cursor, limit: 50 } })),
  );
  return (
    <Page
      title={t('user.title')}
      actions={
        <>
          <ExportLink table="users" needs="user.read" filters={filters} />
          <Button onClick={() => setEdited('new')}>
            <UserPlus aria-hidden size={18} />
            {t('user.add')}
          </Button>
        </>
      }
    >
      <Filters label={t('user.searchUsername')} of={of} by="username">
        <ChoiceFilter label={t('session.unit')} of={of} by="unitId" choices={units} />
      </Filters>
      <Card flush>
        <Loaded query={list} lines={10}>
          {(users) =>
            users.length === 0 ? (
              <NoneFits title={t('user.none')} />
            ) : (
              <UserTable users={users} onEdit={setEdited} onSecret={setSecret} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
      {edited && (
        <UserDialog
          user={edited === 'new' ? null : edited}
          units={units}
          onClose={() => setEdited(null)}
          onSecret={(username, password) => setSecret({ username, password })}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

function useAllUnits() {
  const { language } = useWords();
  const units = useQuery({
    queryKey: ['units', 'all'],
    queryFn: () => call(listUnits({ query: { limit: 100 } })),
    staleTime: 600_000,
  });
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: nameOf(unit, language) }));
}

function UserTable({
  users,
  onEdit,
  onSecret,
}: {
  users: readonly User[];
  onEdit: (user: User) => void;
  onSecret: (secret: Secret) => void;
}) {
  const { t, language } = useWords();
  const own = useSession().person.id;
  const client = useQueryClient();
  const settle = { onSettled: () => client.invalidateQueries({ queryKey: ['users'] }) };
  const headers = (user: User) => ({ ...seen(user.version), ...once() });
  const flip = useMutation({
    mutationFn: (user: User) => {
      const asked = { path: { id: user.id }, headers: headers(user) };
      return user.active ? call(deactivateUser(asked)) : call(activateUser(asked));
    },
    onSuccess: (_, { active, name }) => toast(t(active ? 'user.shut' : 'user.opened', { name })),
    ...settle,
  });
  const reset = useMutation({
    mutationFn: (user: User) => call(resetUserPassword({ path: { id: user.id }, headers: headers(user) })),
    onSuccess: ({ password }, { username }) => onSecret({ username, password }),
    ...settle,
  });
  const columns: Column<User>[] = [
    {
      key: 'name',
      head: t('user.name'),
      cell: (user) => (
        <>
          <span className="row-title">{user.name}</span>
          <span className="muted">{user.username}</span>
        </>
      ),
    },
    {
      key: 'unit',
      head: t('session.unit'),
      cell: ({ unit, post }) => (
        <span>
          {nameOf(unit, language)} <span className="muted">{post}</span>
        </span>
      ),
    },
    {
      key: 'roles',
      head: t('session.roles'),
      cell: ({ roles }) =>
        listed(
          roles.map((role) => t(`role.${role}`)),
          language,
        ) || '–',
    },
    {
      key: 'state',
      head: t('user.stateLabel'),
      cell: ({ active }) => (
        <Light colour={active ? 'green' : 'grey'} word={t(active ? 'user.active' : 'user.inactive')} />
      ),
    },
    {
      key: 'acts',
      head: t('user.acts'),
      cell: (user) => (
        <div className="acts">
          <Button look="quiet" onClick={() => onEdit(user)}>
            {t('user.edit')}
          </Button>
          {user.id !== own && (
            <>
              <Button look="quiet" onClick={() => reset.mutate(user)}>
                {t('user.reset')}
              </Button>
              <Button look="quiet" onClick={() => flip.mutate(user)}>
                {t(user.active ? 'user.deactivate' : 'user.activate')}
              </Button>
            </>
          )}
        </div>
      ),
    },
  ];
  return (
    <>
      <ErrorSummary error={flip.error ?? reset.error} />
      <Table caption={t('user.title')} columns={columns} rows={users} keyOf={({ id }) => id} />
    </>
  );
}

/** Shown once: only its hash is kept. */
function SecretDialog({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t('user.secret', { username: secret.username })} onClose={onClose}>
      <p>{t('user.secretWhat')}</p>
      <p className="secret">
        <code>{secret.password}</code>
      </p>
      <Button onClick={onClose}>{t('user.secretNoted')}</Button>
    </Dialog>
  );
}
