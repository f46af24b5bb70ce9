import { Link } from '@tanstack/react-router';
import { mayDo, useSession } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';
import { buttonClass } from './button.js';

/** Where projects, plans and contracts come from, for who may bring them in: what to do about a screen that has none. */
export function ImportLink({ kind = 'ledger' }: { kind?: 'ledger' | 'contracts' }) {
  const { t } = useWords();
  const session = useSession();
  const mayBring = mayDo(session, 'sheet.import') && (kind === 'ledger' || mayDo(session, 'contract.write'));
  if (!mayBring) return null;
  return (
    <Link to="/sheets" search={{ kind }} className={buttonClass('plain')}>
      {t(`app.import.${kind}`)}
    </Link>
  );
}
