import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session.js';
import { nameOf, useWords } from '../i18n/use-words.js';
import { destinationsFor, noticesAt } from './destinations.js';
import { FeedbackEntry } from './feedback-entry.js';
import { LanguageSwitch } from './language-switch.js';
import { Mark } from './mark.js';
import { useUnread, whoWords } from './person.js';

/** The rail beside every screen; pictures only where the window is small or the screen needs the room. */
export function Rail({ narrow }: { narrow: boolean }) {
  const { t, language } = useWords();
  const session = useSession();
  return (
    <nav className={narrow ? 'rail narrow' : 'rail'} aria-label={t('app.navigation')}>
      <div className="rail-head">
        <Mark />
        <div className="rail-words">
          <strong className="rail-name">{t('app.name')}</strong>
          <span className="rail-place">
            {nameOf(session.district, language)} · {t('app.subject')}
          </span>
        </div>
      </div>
      <ul className="rail-list">
        {destinationsFor(session).map(({ to, key, Icon }) => (
          <li key={to}>
            <Link to={to} className="rail-link" activeProps={{ className: 'rail-link here' }} title={t(key)}>
              <Icon aria-hidden size={20} />
              <span className="rail-words">{t(key)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <FeedbackEntry className="rail-link rail-button" wordsClass="rail-words" />
        <NoticesLink />
        <div className="rail-person">
          <Link to="/account" className="rail-who" title={t('session.account')}>
            <span className="avatar" aria-hidden>
              {session.person.name.slice(0, 1)}
            </span>
            <span className="rail-words">
              <strong>{session.person.name}</strong>
              <span>{whoWords(session, t, language)}</span>
            </span>
          </Link>
          <span className="rail-words rail-person-acts">
            <LanguageSwitch />
          </span>
        </div>
      </div>
    </nav>
  );
}

function NoticesLink() {
  const { t } = useWords();
  const unread = useUnread();
  const { to, key, Icon } = noticesAt;
  return (
    <Link to={to} className="rail-link" activeProps={{ className: 'rail-link here' }} title={t(key)}>
      <Icon aria-hidden size={20} />
      <span className="rail-words">{t(key)}</span>
      {unread > 0 && (
        <b className="rail-count">
          {unread > 99 ? '99+' : unread}
          <span className="away"> {t('notice.unread')}</span>
        </b>
      )}
    </Link>
  );
}
