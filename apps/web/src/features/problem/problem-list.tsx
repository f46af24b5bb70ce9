import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProblemRow } from '#api-client/types.gen.js';
import { moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Light } from '../../ui/light.js';

/** Problems, one a row: where it stands, whose it is, when it is due. On a phone each is a card of its own. */
export function ProblemList({
  problems,
  actionOf,
}: {
  problems: readonly ProblemRow[];
  actionOf?: (problem: ProblemRow) => ReactNode;
}) {
  const { t, language } = useWords();
  return (
    <ul className="rows">
      {problems.map((problem) => (
        <li key={problem.id} className="row problem-row">
          <div className="problem-main">
            <Link to="/problems/$id" params={{ id: problem.id }} className="row-title">
              {problem.title}
            </Link>
            <p className="muted">
              {problem.number} · {problem.project.name} · {nameOf(problem.office, language)}
            </p>
          </div>
          <div className="problem-facts">
            <ProblemLight problem={problem} />
            <span>{t(`ladder.rung${problem.rung}`)}</span>
            {problem.resolutionDueAt && problem.status === 'open' && (
              <span className={problem.overdue ? 'bad-ink' : 'muted'}>
                {t('problem.due', { at: moment(problem.resolutionDueAt, language) })}
              </span>
            )}
            {problem.timesOnAgenda > 0 && (
              <span className="muted">{t('problem.times', { n: problem.timesOnAgenda })}</span>
            )}
          </div>
          {actionOf?.(problem)}
        </li>
      ))}
    </ul>
  );
}

export function ProblemLight({ problem }: { problem: Pick<ProblemRow, 'status' | 'overdue' | 'severity'> }) {
  const { t } = useWords();
  if (problem.status === 'struckOff') return <Light colour="green" word={t('problem.status.struckOff')} />;
  if (problem.status === 'withdrawn' || problem.status === 'merged')
    return <Light colour="grey" word={t(`problem.status.${problem.status}`)} />;
  if (problem.overdue) return <Light colour="red" word={t('problem.overdue')} />;
  if (problem.severity === 'urgent') return <Light colour="yellow" word={t('problem.urgent')} />;
  return <Light colour="green" word={t(`problem.status.${problem.status}`)} />;
}
