import { Link } from '@tanstack/react-router';
import type { DecisionRow } from '#api-client/types.gen.js';
import { date, dayOf } from '../../format/dates.js';
import type { Language } from '../../i18n/i18n.js';
import { nameOf, useWords, type Words } from '../../i18n/use-words.js';
import { DueDay } from '../../ui/due-day.js';
import { Light } from '../../ui/light.js';
import { Table, type Column } from '../../ui/table.js';

/** The meeting that decided, by series and number. */
export const meetingOf = ({ series, seriesEn, number }: DecisionRow['meeting'], t: Words, language: Language): string =>
  t('decision.ofMeeting', { series: language === 'en' ? seriesEn : series, number });

/** Decisions, one a row: what, where it stands, whose it is, when it is due. */
export function DecisionTable({ decisions }: { decisions: readonly DecisionRow[] }) {
  const { t, language } = useWords();
  const columns: Column<DecisionRow>[] = [
    {
      key: 'text',
      head: t('decision.one'),
      cell: ({ id, text, number, project, meeting }) => (
        <>
          <Link to="/decisions/$id" params={{ id }} className="row-title">
            {text}
          </Link>
          <span className="muted">
            {number} · {meetingOf(meeting, t, language)}
            {project && ` · ${project.name}`}
          </span>
        </>
      ),
    },
    { key: 'state', head: t('problem.statusLabel'), cell: (decision) => <DecisionLight decision={decision} /> },
    { key: 'lead', head: t('decision.lead'), cell: ({ leadUnit }) => nameOf(leadUnit, language) },
    { key: 'due', head: t('decision.due'), cell: (decision) => <DueOf decision={decision} /> },
  ];
  return <Table caption={t('decision.title')} columns={columns} rows={decisions} keyOf={({ id }) => id} />;
}

function DueOf({ decision: { status, dueAt, overdue, overdueAt } }: { decision: DecisionRow }) {
  const { language } = useWords();
  if (status !== 'open') return <span className="muted">{date(dayOf(dueAt), language)}</span>;
  return <DueDay dueAt={dueAt} overdueSince={overdue ? (overdueAt ?? dueAt) : null} />;
}

export function DecisionLight({ decision }: { decision: Pick<DecisionRow, 'status' | 'overdue' | 'acceptedAt'> }) {
  const { t } = useWords();
  const { status, overdue, acceptedAt } = decision;
  if (status === 'struckOff') return <Light colour="green" word={t('decision.status.struckOff')} />;
  if (status === 'claimed') return <Light colour="yellow" word={t('decision.status.claimed')} />;
  if (status !== 'open') return <Light colour="grey" word={t(`decision.status.${status}`)} />;
  if (overdue) return <Light colour="red" word={t('decision.overdue')} />;
  if (!acceptedAt) return <Light colour="yellow" word={t('decision.notAccepted')} />;
  return <Light colour="green" word={t('decision.status.open')} />;
}
