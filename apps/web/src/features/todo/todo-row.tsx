import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { moment } from '../../format/dates.js';
import { dueWords } from '../../format/due.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';

/** One matter that waits: what it is, when it is due, and the one tap that accepts it, or the way to it. */
export function TodoRow({
  to,
  id,
  number,
  title,
  about,
  dueAt,
  overdue,
  standing,
  accept,
  children,
}: {
  to: '/problems/$id' | '/decisions/$id';
  id: string;
  number: string;
  title: string;
  about: ReactNode;
  /** Null where no clock of ours drives it. */
  dueAt: string | null;
  overdue: boolean;
  /** In place of the date: it waits for its check. */
  standing: ReactNode | null;
  /** Null: it is accepted already. */
  accept: { readonly label: string; readonly busy: boolean; readonly onAccept: () => void } | null;
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const ofNumber = <span className="away"> {number}</span>;
  return (
    <li className="todo-row">
      <div className="todo-main">
        <Link to={to} params={{ id }} className="row-title">
          {title}
        </Link>
        <p className="muted">{about}</p>
      </div>
      <div className="todo-due">
        {standing ??
          (dueAt && (
            <>
              <strong className={overdue ? 'bad-ink' : undefined}>{dueWords(t, dueAt)}</strong>
              <span className="muted">{moment(dueAt, language)}</span>
            </>
          ))}
      </div>
      <div className="todo-acts">
        {accept ? (
          <Button busy={accept.busy} onClick={accept.onAccept}>
            {accept.label}
            {ofNumber}
          </Button>
        ) : (
          <Link to={to} params={{ id }} className={buttonClass('plain')}>
            {t(standing === null ? 'todo.goWork' : 'todo.goVerify')}
            {ofNumber}
          </Link>
        )}
      </div>
      {children}
    </li>
  );
}
