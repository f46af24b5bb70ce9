import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.js';
import { isRefusal } from '../api/call.js';
import { refusalWords, useWords } from '../i18n/use-words.js';
import { Button, buttonClass } from './button.js';
import { Page } from './page.js';

type Shown<T> = Pick<UseQueryResult<T>, 'data' | 'isError' | 'error' | 'refetch'> &
  Partial<Pick<UseQueryResult<T>, 'fetchStatus'>>;

/** What a query has to show: the data, that it is on its way, or why it does not come and how to go on. */
export function Loaded<T>({
  query,
  lines = 4,
  children,
}: {
  query: Shown<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  const { t } = useWords();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Refused error={query.error} onAgain={() => void query.refetch()} />;
  // Without a network nothing is on its way: it is asked for by itself once there is one again.
  if (query.fetchStatus === 'paused')
    return (
      <p className="notice-box" role="status">
        {t('app.noNetwork')}
      </p>
    );
  return <Skeleton lines={lines} />;
}

/**
 * A screen that is one thing, whose page (`children`) has its name. Where there is no such thing, or none within reach,
 * it is still a page: it says so in its title and leads on, to what is above it (`back`) and to the start.
 */
export function LoadedPage<T>({ back, ...parts }: Parameters<typeof Loaded<T>>[0] & { back?: string }) {
  const { t } = useWords();
  const { data, isError, error, fetchStatus } = parts.query;
  const standing = data === undefined && (isError || fetchStatus === 'paused');
  if (!standing) return <Loaded {...parts} />;
  return (
    <Page title={t(isError && isFinal(error) ? 'app.missing' : 'app.failed')} {...(back !== undefined && { back })}>
      <Loaded {...parts} />
    </Page>
  );
}

/** An address that leads to nothing, as a screen. */
export function NoSuchPage({ back }: { back: string }) {
  const { t } = useWords();
  return (
    <Page title={t('app.missing')} back={back}>
      <div className="notice-box bad">
        <p>{t('app.missingWhy')}</p>
        <Home />
      </div>
    </Page>
  );
}

/** Asked again, it is refused again: there is no such thing, or it is out of reach, or the address is none. */
const isFinal = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;
/** The address is none: whoever followed it filled in nothing. */
const isNoAddress = (error: unknown): boolean => isRefusal(error, 'request.invalid');

function Refused({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const { t } = useWords();
  return (
    <div className="notice-box bad" role="alert">
      <p>{isNoAddress(error) ? t('app.missingWhy') : refusalWords(t, error)}</p>
      {isRefusal(error, 'access.not_signed_in') ? (
        // A page anew: of what was shown to who was signed in nothing stays.
        <a className={buttonClass('plain')} href={`/sign-in?${new URLSearchParams({ to: location.pathname })}`}>
          {t('session.signIn')}
        </a>
      ) : isFinal(error) ? (
        <Home />
      ) : (
        <Button look="plain" onClick={onAgain}>
          {t('app.tryAgain')}
        </Button>
      )}
    </div>
  );
}

function Home() {
  const { t } = useWords();
  return (
    <Link to="/" className={buttonClass('plain')}>
      {t('app.home')}
    </Link>
  );
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
