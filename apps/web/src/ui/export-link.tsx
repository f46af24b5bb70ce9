import { FileSpreadsheet } from 'lucide-react';
import { mayDo, useSession, type Action } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';
import { buttonClass } from './button.js';

/**
 * The list on the screen as a workbook: `table` under `/sheets/exports`, with what it is narrowed by. Not offered to who
 * may not have it (`needs`). `of` names the list where a screen has more than one.
 */
export function ExportLink({
  table,
  filters = {},
  needs = 'sheet.export',
  of,
}: {
  table: string;
  filters?: object;
  needs?: Action;
  of?: string;
}) {
  const { t } = useWords();
  const session = useSession();
  if (!mayDo(session, needs)) return null;
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return (
    <a
      href={`/api/v1/sheets/exports/${table}${query === '' ? '' : `?${query}`}`}
      download
      className={buttonClass('plain')}
    >
      <FileSpreadsheet aria-hidden size={18} />
      {t('app.export')}
      {of && <span className="away"> {of}</span>}
    </a>
  );
}
