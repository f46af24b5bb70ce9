import { Link, useRouterState } from '@tanstack/react-router';
import { LogOut, Menu, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';
import { Dialog } from '../ui/dialog.js';
import { destinationsFor, noticesAt, type Destination } from './destinations.js';
import { LanguageSwitch } from './language-switch.js';
import { useLeave, useUnread, whoWords } from './person.js';

const ON_THE_BAR = 4;

/** A phone's navigation: the four places somebody goes to most, and the rest behind the fifth. */
export function BottomBar() {
  const { t } = useWords();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  const all = destinationsFor(session);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => setOpen(false), [path]);
  const rest = all.slice(ON_THE_BAR);
  const restIsHere = [...rest, noticesAt, { to: '/account' }].some(({ to }) => path.startsWith(to));
  return (
    <nav className="bottom-bar" aria-label={t('app.navigation')}>
      <ul>
        {all.slice(0, ON_THE_BAR).map(({ to, key, Icon }) => (
          <li key={to}>
            <Link to={to} className="bar-link" activeProps={{ className: 'bar-link here' }}>
              <Icon aria-hidden size={22} />
              <span>{t(key)}</span>
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={restIsHere ? 'bar-link here' : 'bar-link'}
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <Menu aria-hidden size={22} />
            <span>{t('app.rest')}</span>
            {unread > 0 && <b className="bar-count" aria-label={t('notice.unreadCount', { count: unread })} />}
          </button>
        </li>
      </ul>
      {open && <Rest rest={rest} unread={unread} onClose={() => setOpen(false)} />}
    </nav>
  );
}

function Rest({ rest, unread, onClose }: { rest: readonly Destination[]; unread: number; onClose: () => void }) {
  const { t, language } = useWords();
  const session = useSession();
  const leave = useLeave();
  return (
    <Dialog title={session.person.name} onClose={onClose}>
      <p className="muted">{whoWords(session, t, language)}</p>
      <ul className="sheet-list">
        {[...rest, noticesAt].map(({ to, key, Icon }) => (
          <li key={to}>
            <Link to={to} className="sheet-link">
              <Icon aria-hidden size={20} />
              <span>{t(key)}</span>
              {to === noticesAt.to && unread > 0 && <b className="sheet-count">{unread > 99 ? '99+' : unread}</b>}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/account" className="sheet-link">
            <UserRound aria-hidden size={20} />
            <span>{t('session.account')}</span>
          </Link>
        </li>
        <li>
          <button type="button" className="sheet-link" onClick={() => void leave()}>
            <LogOut aria-hidden size={20} />
            <span>{t('session.signOut')}</span>
          </button>
        </li>
      </ul>
      <LanguageSwitch />
    </Dialog>
  );
}
