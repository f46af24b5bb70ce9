import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listReports } from '#api-client/sdk.gen.js';
import type { ReportRow } from '#api-client/types.gen.js';
import { weekContaining } from '#domain/calendar/period.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { day, span } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { Light, type LightColour } from '../../ui/light.js';
import { ImportLink } from '../../ui/import-link.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';

/** So many weeks back are listed. */
const WEEKS = 8;

/** An office's own weeks; for the coordinator every office's, this week's first. */
export function ReportsScreen() {
  const { t, language } = useWords();
  const session = useSession();
  const week = weekContaining(today());
  const all = session.roles.some((role) => role === 'coordinator' || role === 'principal');
  const asked = { from: addDays(week.start, -7 * WEEKS), to: week.end };
  const reports = useQuery({
    queryKey: ['reports', week.start],
    queryFn: () => call(listReports({ query: asked })),
  });
  const now = reports.data?.filter(({ start, end }) => start <= today() && today() < end) ?? [];
  return (
    <Page
      title={t('report.title')}
      sentence={now.length > 0 && <Sentence now={now} all={all} />}
      actions={
        <>
          <ExportLink table="reports" filters={asked} />
          {!all && now[0] && (
            <Link
              to="/reports/$officeId/$start"
              params={{ officeId: now[0].office.id, start: now[0].start }}
              className={buttonClass()}
            >
              {t('report.write')}
            </Link>
          )}
        </>
      }
    >
      <Loaded query={reports} lines={8}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t('report.none')} why={t('report.noneWhy')}>
              <ImportLink />
            </Empty>
          ) : (
            <Card flush>
              <Table
                caption={t('report.title')}
                columns={columnsFor(all, t, language)}
                rows={found}
                keyOf={({ office, start }) => `${office.id} ${start}`}
              />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function Sentence({ now, all }: { now: readonly ReportRow[]; all: boolean }) {
  const { t, language } = useWords();
  const first = now[0]!;
  const days = daysOf(first, language);
  if (all) {
    const handedIn = now.filter(({ state }) => state === 'submitted' || state === 'accepted').length;
    return <>{t('report.sentenceAll', { span: days, total: now.length, in: handedIn, left: now.length - handedIn })}</>;
  }
  if (first.dueOn === null) return <>{t('report.nothingDue')}</>;
  return (
    <>
      {t('report.sentenceOffice', {
        span: days,
        due: day(first.dueOn, language),
        state: t(`report.state.${first.state}`),
      })}
    </>
  );
}

function columnsFor(all: boolean, t: ReturnType<typeof useWords>['t'], language: 'zh' | 'en'): Column<ReportRow>[] {
  const period: Column<ReportRow> = {
    key: 'period',
    head: t('report.period'),
    cell: (row) => (
      <Link to="/reports/$officeId/$start" params={{ officeId: row.office.id, start: row.start }}>
        {daysOf(row, language)}
      </Link>
    ),
  };
  const office: Column<ReportRow> = {
    key: 'office',
    head: t('report.office'),
    cell: ({ office: of }) => nameOf(of, language),
  };
  return [
    period,
    ...(all ? [office] : []),
    { key: 'state', head: t('report.stateLabel'), cell: (row) => <StateLight row={row} /> },
    {
      key: 'written',
      head: t('report.written'),
      number: true,
      cell: ({ written, projects }) => `${written} / ${projects}`,
    },
    { key: 'due', head: t('report.dueOn'), cell: ({ dueOn }) => (dueOn === null ? '–' : day(dueOn, language)) },
  ];
}

const colours: Readonly<Record<ReportRow['state'], LightColour>> = {
  none: 'grey',
  draft: 'grey',
  submitted: 'green',
  returned: 'yellow',
  accepted: 'green',
};

export function StateLight({ row }: { row: Pick<ReportRow, 'state' | 'overdue' | 'late' | 'dueOn'> }) {
  const { t } = useWords();
  const { state, overdue, late, dueOn } = row;
  if (state === 'none' && dueOn === null) return <Light colour="grey" word={t('report.noWorkdays')} />;
  if (overdue) return <Light colour="red" word={t('report.overdue')} />;
  const word = late ? `${t(`report.state.${state}`)} · ${t('report.late')}` : t(`report.state.${state}`);
  return <Light colour={colours[state]} word={word} />;
}

export const daysOf = ({ start, end }: Pick<ReportRow, 'start' | 'end'>, language: 'zh' | 'en') =>
  span(start, addDays(end as PlainDate, -1), language);
