import { Link } from '@tanstack/react-router';
import { mayDo, useSession } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';
import { buttonClass } from './button.js';

/** Where projects and plans come from, for who may bring them in: what to do about a screen that has none. */
export function ImportLink() {
  const { t } = useWords();
  const session = useSession();
  if (!mayDo(session, 'sheet.import')) return null;
  return (
    <Link to="/sheets" className={buttonClass('plain')}>
      {t('app.importLedger')}
    </Link>
  );
}
