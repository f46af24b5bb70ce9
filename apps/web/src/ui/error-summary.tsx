import { useEffect, useRef } from 'react';
import { refusalWords, useWords } from '../i18n/use-words.js';

/** What was wrong with a form, above it, with the focus on it, as GOV.UK does it. */
export function ErrorSummary({ error }: { error: unknown }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.focus();
  }, [error]);
  if (!error) return null;
  return (
    <div ref={box} className="notice-box bad" role="alert" tabIndex={-1}>
      <h2>{t('app.notDone')}</h2>
      <p>{refusalWords(t, error)}</p>
    </div>
  );
}
