import { useWords } from '../i18n/use-words.js';
import { Button } from './button.js';

/** The next page of a list, asked for; never a number of pages, which nobody counts. */
export function More({ hasMore, busy, onMore }: { hasMore: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useWords();
  if (!hasMore) return null;
  return (
    <p className="more">
      <Button look="plain" busy={busy} onClick={onMore}>
        {t('app.more')}
      </Button>
    </p>
  );
}
