import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { changePassword, listOwnSessions, revokeOwnSession } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { useLanguage } from '../../shell/language-switch.js';
import { useLeave } from '../../shell/person.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Segments, TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Card, Facts, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { OwnLeaveCard } from '../leave/own-leave.card.js';
import { CalendarLinkCard } from './calendar-link.card.js';
import { deviceOf } from './device.js';
import { NoticesCard } from './notices.card.js';

/** One's own account: who one is here, the language, the password, where one is signed in. */
export function AccountScreen() {
  const { t, language } = useWords();
  const { person, unit, roles } = useSession();
  const leave = useLeave();
  const speakTo = useLanguage();
  return (
    <Page
      title={t('session.account')}
      actions={
        <Button look="plain" onClick={() => void leave()}>
          <LogOut aria-hidden size={18} />
          {t('session.signOut')}
        </Button>
      }
    >
      <div className="columns">
        <div className="stack">
          <Card title={person.name}>
            <Facts
              facts={[
                [t('session.username'), person.username],
                [t('session.unit'), nameOf(unit, language)],
                [t('session.post'), person.post],
                [
                  t('session.roles'),
                  listed(
                    roles.map((role) => t(`role.${role}`)),
                    language,
                  ),
                ],
              ]}
            />
          </Card>
          <Card title={t('session.language')} note={t('session.languageNote')}>
            <Segments
              label={t('session.language')}
              value={language}
              onChange={(chosen) => void speakTo(chosen === 'en' ? 'en' : 'zh')}
              choices={[
                { value: 'zh', label: t('app.chinese') },
                { value: 'en', label: t('app.english') },
              ]}
            />
          </Card>
          <NoticesCard />
          <Sessions />
        </div>
        <div className="stack">
          <OwnLeaveCard />
          <CalendarLinkCard />
          <PasswordForm />
        </div>
      </div>
    </Page>
  );
}

function PasswordForm() {
  const { t } = useWords();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const change = useMutation({
    mutationFn: () => call(changePassword({ body: { oldPassword, newPassword } })),
    onSuccess: () => {
      setOld('');
      setNew('');
      toast(t('session.passwordChanged'));
    },
  });
  const submit = () => {
    const found = lacking(
      { oldPassword, newPassword },
      { oldPassword: t('session.oldPasswordNeeded'), newPassword: t('session.newPasswordNeeded') },
    );
    setFaults(found);
    change.reset();
    if (none(found)) change.mutate();
  };
  return (
    <Card title={t('session.changePassword')}>
      <Form faults={faults} error={change.error} onSubmit={submit}>
        <TextField
          label={t('session.oldPassword')}
          name="oldPassword"
          type="password"
          autoComplete="current-password"
          value={oldPassword}
          onChange={setOld}
        />
        <TextField
          label={t('session.newPassword')}
          name="newPassword"
          hint={t('session.newPasswordHint')}
          type="password"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNew}
        />
        <div className="form-end">
          <Button type="submit" busy={change.isPending}>
            {t('session.changePassword')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Sessions() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => call(listOwnSessions()) });
  const end = useMutation({
    mutationFn: (id: string) => call(revokeOwnSession({ path: { id } })),
    onSuccess: () => toast(t('session.ended')),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Card title={t('session.where')} flush>
      <ErrorSummary error={end.error} />
      <Loaded query={sessions}>
        {(found) => (
          <ul className="rows">
            {found.map(({ id, current, userAgent, fromAddress, lastSeenAt }) => (
              <li key={id} className="row">
                <div>
                  <strong>{deviceOf(userAgent) || t('session.unknownDevice')}</strong>
                  <p className="muted">
                    {fromAddress} · {t('session.lastSeen', { at: moment(lastSeenAt, language) })}
                  </p>
                </div>
                {current ? (
                  <span className="muted">{t('session.thisOne')}</span>
                ) : (
                  <Button look="plain" onClick={() => end.mutate(id)}>
                    {t('session.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
