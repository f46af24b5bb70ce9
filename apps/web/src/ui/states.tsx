import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { refusalWords, useWords } from '../i18n/use-words.js';

/** What a query has to show: the data, that it is on its way, or why it does not come and how to ask again. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useWords();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError)
    return (
      <div className="notice-box bad" role="alert">
        <p>{refusalWords(t, query.error)}</p>
        <button type="button" className="button plain" onClick={() => void query.refetch()}>
          {t('app.tryAgain')}
        </button>
      </div>
    );
  return (
    <p className="empty" role="status">
      {t('app.loading')}
    </p>
  );
}
