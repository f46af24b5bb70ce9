import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isRefusal } from '../api/call.js';
import { refusalWords, useWords } from '../i18n/use-words.js';
import { Button, buttonClass } from './button.js';

/** What a query has to show: the data, that it is on its way, or why it does not come and how to ask again. */
export function Loaded<T>({
  query,
  lines = 4,
  children,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'isError' | 'error' | 'refetch'> &
    Partial<Pick<UseQueryResult<T>, 'fetchStatus'>>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  const { t } = useWords();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError)
    return (
      <div className="notice-box bad" role="alert">
        <p>{refusalWords(t, query.error)}</p>
        {isRefusal(query.error, 'access.not_signed_in') ? (
          // A page anew: of what was shown to who was signed in nothing stays.
          <a className={buttonClass('plain')} href={`/sign-in?${new URLSearchParams({ to: location.pathname })}`}>
            {t('session.signIn')}
          </a>
        ) : (
          <Button look="plain" onClick={() => void query.refetch()}>
            {t('app.tryAgain')}
          </Button>
        )}
      </div>
    );
  // Without a network nothing is on its way: it is asked for by itself once there is one again.
  if (query.fetchStatus === 'paused')
    return (
      <p className="notice-box" role="status">
        {t('app.noNetwork')}
      </p>
    );
  return <Skeleton lines={lines} />;
}

/** The shape of what is coming, said once for those who listen. Seen only when it takes longer than a blink. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status">
      <span className="away">{t('app.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}
