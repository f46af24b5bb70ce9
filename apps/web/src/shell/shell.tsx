import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Bell, LogOut } from 'lucide-react';
import { Suspense } from 'react';
import { listNotices, signOut } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { useChanges } from '../api/changes.js';
import { queryClient } from '../api/query-client.js';
import { useSession } from '../api/session.js';
import { nameOf, useWords } from '../i18n/use-words.js';
import { LanguageSwitch } from './language-switch.js';
import { Mark } from './mark.js';
import { destinationsFor } from './destinations.js';

/** What stands around every screen: where one can go, who one is, what waits unread, whether the line is up. */
export function Shell() {
  const { t, language } = useWords();
  const session = useSession();
  const up = useChanges();
  const destinations = destinationsFor(session);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <nav className="rail" aria-label={t('app.navigation')}>
        <div className="rail-head">
          <Mark />
          <div>
            <strong className="rail-name">{t('app.name')}</strong>
            <span className="rail-place">{nameOf(session.district, language)}</span>
          </div>
        </div>
        <ul className="rail-list">
          {destinations.map(({ to, key, Icon }) => (
            <li key={to}>
              <Link to={to} className="rail-link" activeProps={{ className: 'rail-link here' }}>
                <Icon aria-hidden size={20} />
                <span>{t(key)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <Foot />
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        {!up && (
          <p className="notice-box" role="status">
            {t('app.lineDown')}
          </p>
        )}
        <Suspense fallback={<p className="empty">{t('app.loading')}</p>}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

function Foot() {
  const { t } = useWords();
  const session = useSession();
  const router = useRouter();
  const unread = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => call(listNotices({ query: { unread: 'true', limit: 1 } })),
  });
  const count = unread.data?.unread ?? 0;
  const leave = async () => {
    await call(signOut()).catch(() => undefined);
    queryClient.clear();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <div className="rail-foot">
      <Link to="/notices" className="rail-link" activeProps={{ className: 'rail-link here' }}>
        <Bell aria-hidden size={20} />
        <span>{t('notice.title')}</span>
        {count > 0 && <b className="rail-count">{count > 99 ? '99+' : count}</b>}
      </Link>
      <div className="rail-person">
        <Link to="/account" className="rail-who">
          <strong>{session.person.name}</strong>
          <span>{session.person.post || session.roles.map((role) => t(`role.${role}`)).join('、')}</span>
        </Link>
        <LanguageSwitch />
        <button
          type="button"
          className="icon-button on-brand"
          onClick={() => void leave()}
          aria-label={t('session.signOut')}
        >
          <LogOut aria-hidden size={18} />
        </button>
      </div>
    </div>
  );
}
