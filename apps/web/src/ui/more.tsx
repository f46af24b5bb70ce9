import { useWords } from '../i18n/use-words.js';

/** The next page of a list, asked for; never a number of pages, which nobody counts. */
export function More({ hasMore, busy, onMore }: { hasMore: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useWords();
  if (!hasMore) return null;
  return (
    <p className="more">
      <button type="button" className="button plain" disabled={busy} onClick={onMore}>
        {busy ? t('app.loading') : t('app.more')}
      </button>
    </p>
  );
}
