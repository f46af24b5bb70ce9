import { useEffect, useRef, type ReactNode } from 'react';

/** A screen: its title, the one sentence that says how things stand, what can be done with all of it, and the rest. */
export function Page({
  title,
  sentence,
  actions,
  children,
}: {
  title: string;
  sentence?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · 督办`;
    heading.current?.focus();
  }, [title]);
  return (
    <>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {sentence && <p className="sentence">{sentence}</p>}
      {children}
    </>
  );
}

export function Card({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      {title && (
        <div className="card-head">
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** Nothing is here, and why. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
