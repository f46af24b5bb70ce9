import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signIn } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { queryClient } from '../../api/query-client.js';
import { speak } from '../../i18n/i18n.js';
import { useWords } from '../../i18n/use-words.js';
import { LanguageSwitch } from '../../shell/language-switch.js';
import { Mark } from '../../shell/mark.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextField } from '../../ui/field.js';
import { Page } from '../../ui/page.js';

export function SignInScreen() {
  const { t } = useWords();
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => call(signIn({ body: { username: username.trim(), password } })),
    onSuccess: async ({ person }) => {
      queryClient.clear();
      await speak(person.language);
      await navigate({ href: to ?? '/', replace: true });
    },
  });
  const empty = username.trim() === '' || password === '';
  return (
    <main className="alone">
      <div className="alone-head">
        <Mark />
        <strong>{t('app.name')}</strong>
        <LanguageSwitch signedIn={false} />
      </div>
      <Page title={t('session.signIn')}>
        <form
          className="form card"
          onSubmit={(event) => {
            event.preventDefault();
            if (!empty) enter.mutate();
          }}
        >
          <ErrorSummary error={enter.error} />
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
          <button type="submit" className="button wide" disabled={enter.isPending} aria-disabled={empty}>
            {enter.isPending ? t('session.signingIn') : t('session.signIn')}
          </button>
          <p className="hint">{t('session.forgotten')}</p>
        </form>
      </Page>
    </main>
  );
}
