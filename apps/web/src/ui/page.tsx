import { Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';

/**
 * A screen: its title, what it belongs to (`aside`), the one sentence that says how things stand, what can be done with
 * all of it, and the rest. `back` is the address above it; whoever came from within goes back to where they were.
 */
export function Page({
  title,
  sentence,
  aside,
  actions,
  back,
  children,
}: {
  title: string;
  sentence?: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
  back?: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = t('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <>
      <header className="page-head">
        {back !== undefined && <Back to={back} />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside && <div className="page-aside">{aside}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {sentence && <p className="sentence">{sentence}</p>}
      {children}
    </>
  );
}

function Back({ to }: { to: string }) {
  const { t } = useWords();
  const router = useRouter();
  const came = useCanGoBack();
  return (
    <Link
      to={to}
      className="icon-button back"
      aria-label={t('app.back')}
      onClick={(event) => {
        if (!came) return;
        event.preventDefault();
        router.history.back();
      }}
    >
      <ChevronLeft aria-hidden size={22} />
    </Link>
  );
}

/** A white sheet on the paper, with a heading, a word beside it (`note`) and what can be done with it (`aside`). */
export function Card({
  title,
  note,
  aside,
  flush = false,
  children,
}: {
  title?: string;
  note?: ReactNode;
  aside?: ReactNode;
  /** Its content reaches the edges: lists and tables, which have padding of their own. */
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={flush ? 'card flush' : 'card'}>
      {title && (
        <div className="card-head">
          <h2>{title}</h2>
          {note && <span className="card-note">{note}</span>}
          {aside && <div className="card-aside">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Nothing is here, and why; `children` is what one can do about it. */
export function Empty({ title, why, children }: { title: string; why?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {why && <p>{why}</p>}
      {children}
    </div>
  );
}

/** Names and what they are, in columns. What is empty is a dash, not a hole. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
