import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signIn } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { queryClient } from '../../api/query-client.js';
import { speak } from '../../i18n/i18n.js';
import { useWords } from '../../i18n/use-words.js';
import { forgetRemembered } from '../../offline/remembered.js';
import { LanguageSwitch } from '../../shell/language-switch.js';
import { Mark } from '../../shell/mark.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Form, lacking, none, type Faults } from '../../ui/form.js';
import { Page } from '../../ui/page.js';
import { OthersWaiting } from '../visit/others-waiting.js';

export function SignInScreen() {
  const { t } = useWords();
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const enter = useMutation({
    mutationFn: () => call(signIn({ body: { username: username.trim(), password } })),
    onSuccess: async ({ person }) => {
      queryClient.clear();
      forgetRemembered();
      await speak(person.language);
      await navigate({ href: to ?? '/', replace: true });
    },
  });
  const submit = () => {
    const found = lacking(
      { username, password },
      { username: t('session.usernameNeeded'), password: t('session.passwordNeeded') },
    );
    setFaults(found);
    enter.reset();
    if (none(found)) enter.mutate();
  };
  return (
    <main className="alone">
      <div className="alone-head">
        <Mark />
        <strong>{t('app.name')}</strong>
        <LanguageSwitch signedIn={false} />
      </div>
      <Page title={t('session.signIn')}>
        <OthersWaiting personId="" />
        <Form className="form card" faults={faults} error={enter.error} onSubmit={submit}>
          <TextField
            label={t('session.username')}
            name="username"
            autoComplete="username"
            maxLength={100}
            value={username}
            onChange={setUsername}
          />
          <TextField
            label={t('session.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" wide busy={enter.isPending}>
            {t('session.signIn')}
          </Button>
          <p className="muted">{t('session.forgotten')}</p>
        </Form>
      </Page>
    </main>
  );
}
