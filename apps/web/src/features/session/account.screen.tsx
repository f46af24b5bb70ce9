import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword, listOwnSessions, revokeOwnSession } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextField } from '../../ui/field.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

export function AccountScreen() {
  const { t, language } = useWords();
  const { person, unit, roles } = useSession();
  return (
    <Page
      title={t('session.account')}
      sentence={`${person.name}，${nameOf(unit, language)}，${roles.map((role) => t(`role.${role}`)).join('、')}`}
    >
      <div className="columns">
        <PasswordForm />
        <Sessions />
      </div>
    </Page>
  );
}

function PasswordForm() {
  const { t } = useWords();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useMutation({
    mutationFn: () => call(changePassword({ body: { oldPassword, newPassword } })),
    onSuccess: () => {
      setOld('');
      setNew('');
    },
  });
  return (
    <Card title={t('session.changePassword')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (oldPassword !== '' && newPassword !== '') change.mutate();
        }}
      >
        <ErrorSummary error={change.error} />
        {change.isSuccess && (
          <p className="notice-box good" role="status">
            {t('session.passwordChanged')}
          </p>
        )}
        <TextField
          label={t('session.oldPassword')}
          type="password"
          autoComplete="current-password"
          value={oldPassword}
          onChange={setOld}
        />
        <TextField
          label={t('session.newPassword')}
          hint={t('session.newPasswordHint')}
          type="password"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNew}
        />
        <button type="submit" className="button" disabled={change.isPending}>
          {t('session.changePassword')}
        </button>
      </form>
    </Card>
  );
}

function Sessions() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => call(listOwnSessions()) });
  const end = useMutation({
    mutationFn: (id: string) => call(revokeOwnSession({ path: { id } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Card title={t('session.where')}>
      <ErrorSummary error={end.error} />
      <Loaded query={sessions}>
        {(found) => (
          <ul className="rows">
            {found.map(({ id, current, userAgent, fromAddress, lastSeenAt }) => (
              <li key={id} className="row">
                <div>
                  <strong>{current ? t('session.thisOne') : fromAddress}</strong>
                  <p className="muted clamp">{userAgent}</p>
                  <p className="muted">{t('session.lastSeen', { at: moment(lastSeenAt, language) })}</p>
                </div>
                {!current && (
                  <button type="button" className="button plain" onClick={() => end.mutate(id)}>
                    {t('session.end')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
