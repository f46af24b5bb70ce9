import { Link } from '@tanstack/react-router';
import type { LeaderProblem, OpenDecision } from '#api-client/types.gen.js';
import { date, dayOf } from '../../format/dates.js';
import { dueWords } from '../../format/due.js';
import { useWords } from '../../i18n/use-words.js';

type OpenProblem = Omit<LeaderProblem, 'project'> & Partial<Pick<LeaderProblem, 'project'>>;

/** Problems that are open, with their clocks. */
export function OpenProblems({ problems }: { problems: readonly OpenProblem[] }) {
  const { t } = useWords();
  return (
    <ul className="rows">
      {problems.map(({ id, number, title, rung, status, project, resolutionDueAt, overdue }) => (
        <li key={id} className="row">
          <div>
            <Link to="/problems/$id" params={{ id }} className="row-title">
              {title}
            </Link>
            <p className="muted">
              {number} · {t(`ladder.rung${rung}`)} · {t(`problem.status.${status}`)}
              {project && ` · ${project.name}`}
            </p>
          </div>
          {resolutionDueAt && <Due at={resolutionDueAt} overdue={overdue} />}
        </li>
      ))}
    </ul>
  );
}

/** Decisions of meetings that are not struck off. */
export function OpenDecisions({ decisions }: { decisions: readonly OpenDecision[] }) {
  const { t } = useWords();
  return (
    <ul className="rows">
      {decisions.map(({ id, number, text, status, leadUnit, project, dueAt, overdue }) => (
        <li key={id} className="row">
          <div>
            <Link to="/decisions/$id" params={{ id }} className="row-title">
              {text}
            </Link>
            <p className="muted">
              {number} · {leadUnit} · {t(`decision.status.${status}`)}
              {project && ` · ${project.name}`}
            </p>
          </div>
          <Due at={dueAt} overdue={overdue} />
        </li>
      ))}
    </ul>
  );
}

function Due({ at, overdue }: { at: string; overdue: boolean }) {
  const { t, language } = useWords();
  return (
    <span className={overdue ? 'bad-ink' : 'muted'}>
      {date(dayOf(at), language)} {dueWords(t, at)}
    </span>
  );
}
