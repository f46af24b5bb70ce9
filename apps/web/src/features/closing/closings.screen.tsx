import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listClosings } from '#api-client/sdk.gen.js';
import type { Closing } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { date, dayOf } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, narrowing } from '../../ui/filters.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { closingFilters } from './closings-filters.js';
import { periodKinds, periodName } from './period-name.js';
import { Verdict } from './verdict.js';
import './closing.css';

/** 周期关账: each period as it was closed, the newest first. */
export function ClosingsScreen() {
  const { t, language } = useWords();
  const filters = useSearch({ from: '/within/closings' });
  const navigate = useNavigate({ from: '/closings' });
  const thisYear = Number(today().slice(0, 4));
  const year = Number(filters.year ?? thisYear);
  const asked = { from: `${year}-01-01`, to: `${year + 1}-01-01`, ...(filters.kind && { kind: filters.kind }) };
  const closings = useQuery({ queryKey: ['closings', asked], queryFn: () => call(listClosings({ query: asked })) });
  const of = narrowing(filters, closingFilters, (search) => void navigate({ search }));
  const columns: Column<Closing>[] = [
    {
      key: 'period',
      head: t('closing.period'),
      cell: ({ kind, start }) => (
        <Link to="/closings/$kind/$start" params={{ kind, start }} className="row-title">
          {periodName({ kind, start }, t, language)}
        </Link>
      ),
    },
    { key: 'kind', head: t('closing.kindLabel'), wideOnly: true, cell: ({ kind }) => t(`period.kind.${kind}`) },
    { key: 'verdict', head: t('closing.verdictLabel'), cell: ({ verdict }) => <Verdict verdict={verdict} /> },
    {
      key: 'short',
      head: t('closing.shortProjects'),
      number: true,
      cell: ({ shortProjects, projects }) => t('closing.of', { short: shortProjects, all: projects }),
    },
    { key: 'plan', head: t('closing.plan'), number: true, cell: ({ plan }) => money(plan, language) },
    { key: 'actual', head: t('closing.actual'), number: true, cell: ({ actual }) => money(actual, language) },
    { key: 'shortBy', head: t('closing.shortBy'), number: true, cell: ({ shortBy }) => money(shortBy, language) },
    {
      key: 'closedAt',
      head: t('closing.closedAt'),
      wideOnly: true,
      cell: ({ closedAt }) => <span className="muted">{date(dayOf(closedAt), language)}</span>,
    },
  ];
  return (
    <Page
      title={t('closing.title')}
      sentence={t('closing.what')}
      actions={
        <>
          <Link to="/cards" className={buttonClass('plain')}>
            {t('card.title')}
          </Link>
          <Link to="/looks" className={buttonClass('plain')}>
            {t('look.title')}
          </Link>
          <ExportLink table="closings" filters={asked} />
        </>
      }
    >
      <div className="filters">
        <ChoiceFilter
          label={t('closing.kindLabel')}
          of={of}
          by="kind"
          choices={periodKinds.map((kind) => ({ value: kind, label: t(`period.kind.${kind}`) }))}
        />
        <ChoiceFilter
          label={t('closing.year')}
          of={of}
          by="year"
          none={String(thisYear)}
          choices={[1, 2].map((back) => ({ value: String(thisYear - back), label: String(thisYear - back) }))}
        />
      </div>
      <Card flush>
        <Loaded query={closings} lines={8}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('closing.none')} why={t('closing.noneWhy')} />
            ) : (
              <Table
                caption={t('closing.title')}
                columns={columns}
                rows={found}
                keyOf={({ kind, start }) => `${kind} ${start}`}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
