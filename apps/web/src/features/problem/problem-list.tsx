import { Link } from '@tanstack/react-router';
import type { ProblemRow } from '#api-client/types.gen.js';
import { date, dayOf } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { DueDay } from '../../ui/due-day.js';
import { Light } from '../../ui/light.js';
import { Table, type Column } from '../../ui/table.js';

/** Problems, one a row: what, where it stands, whose it is, when it is due. On a phone each is a card of its own. */
export function ProblemTable({ problems, of = 'all' }: { problems: readonly ProblemRow[]; of?: 'all' | 'project' }) {
  const { t, language } = useWords();
  const columns: Column<ProblemRow>[] = [
    {
      key: 'title',
      head: t('problem.one'),
      cell: (problem) => (
        <>
          <Link to="/problems/$id" params={{ id: problem.id }} className="row-title">
            {problem.title}
          </Link>
          <span className="muted">
            {problem.number}
            {of === 'all' && ` · ${problem.project.name}`}
          </span>
        </>
      ),
    },
    { key: 'state', head: t('problem.statusLabel'), cell: (problem) => <ProblemLight problem={problem} /> },
    { key: 'rung', head: t('ladder.title'), cell: (problem) => <RungOf problem={problem} /> },
    ...(of === 'all'
      ? [{ key: 'office', head: t('problem.office'), cell: (row: ProblemRow) => nameOf(row.office, language) }]
      : []),
    {
      key: 'filed',
      head: t('problem.filedOn'),
      wideOnly: true,
      cell: (problem) => <span className="muted">{date(dayOf(problem.filedAt), language)}</span>,
    },
    { key: 'due', head: t('problem.dueLabel'), cell: (problem) => <DueOf problem={problem} /> },
  ];
  return <Table caption={t('problem.title')} columns={columns} rows={problems} keyOf={({ id }) => id} />;
}

function RungOf({ problem: { rung, leadDepartment, timesOnAgenda } }: { problem: ProblemRow }) {
  const { t, language } = useWords();
  return (
    <span>
      {t(`ladder.rung${rung}`)}
      {rung === 2 && leadDepartment && <span className="muted"> {nameOf(leadDepartment, language)}</span>}
      {timesOnAgenda > 1 && <span className="bad-ink"> {t('problem.times', { n: timesOnAgenda })}</span>}
    </span>
  );
}

export function DueOf({ problem: { status, resolutionDueAt, overdue } }: { problem: ProblemRow }) {
  if (status !== 'open' || !resolutionDueAt) return <span className="muted">–</span>;
  return <DueDay dueAt={resolutionDueAt} overdueSince={overdue ? resolutionDueAt : null} />;
}

export function ProblemLight({ problem }: { problem: Pick<ProblemRow, 'status' | 'overdue' | 'severity'> }) {
  const { t } = useWords();
  if (problem.status === 'struckOff') return <Light colour="green" word={t('problem.status.struckOff')} />;
  if (problem.status === 'withdrawn' || problem.status === 'merged')
    return <Light colour="grey" word={t(`problem.status.${problem.status}`)} />;
  if (problem.overdue) return <Light colour="red" word={t('problem.overdue')} />;
  if (problem.status === 'claimed') return <Light colour="yellow" word={t('problem.status.claimed')} />;
  if (problem.severity === 'urgent') return <Light colour="yellow" word={t('problem.urgent')} />;
  return <Light colour="green" word={t(`problem.status.${problem.status}`)} />;
}
