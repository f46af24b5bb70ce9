import { moment } from '../format/dates.js';
import { useWords } from '../i18n/use-words.js';
import './timeline.css';

export interface TimelineLine {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  /** Who did it; null = the clock. */
  readonly by: string | null;
  /** What people wrote. */
  readonly said: readonly string[];
  /** Shown by shape, colour and the words of its title. */
  readonly late?: boolean;
}

/** 时间线: what happened, in order, by whom; what was late says so in words and shape. */
export function TimelineList({ lines }: { lines: readonly TimelineLine[] }) {
  const { t, language } = useWords();
  return (
    <ol className="timeline">
      {lines.map(({ id, at, title, by, said, late }) => (
        <li key={id} className={late ? 'late' : undefined}>
          <time>{moment(at, language)}</time>
          <div>
            <strong>{title}</strong>
            <p className="muted">{by ?? t('app.byClock')}</p>
            {said.map((words) => (
              <p key={words} className="long">
                {words}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
