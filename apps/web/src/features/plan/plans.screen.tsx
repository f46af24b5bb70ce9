import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listPlans } from '#api-client/sdk.gen.js';
import type { PlanRow, PlansPage } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { date } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { count } from '../../format/numbers.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { LeaderFilter, UnitFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, Filters, narrowedBy, narrowing, NoneFits } from '../../ui/filters.js';
import { ImportLink } from '../../ui/import-link.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { levels, lines } from '../project/project-filters.js';
import { planStates, plansFilters, type PlansFilters } from './plans-filters.js';

/** 计划台账: every project's plan of a year with the version that holds, what they come to, and the way to revise one. */
export function PlansScreen() {
  const { t } = useWords();
  const session = useSession();
  const filters = useSearch({ from: '/within/plans' });
  const { list, more, first } = usePaged<PlanRow, PlansPage>(['plan', 'ledger', filters], (cursor) =>
    call(listPlans({ query: { ...filters, cursor, limit: 50 } })),
  );
  const imports = mayDo(session, 'sheet.import') && mayDo(session, 'plan.write');
  const { year: _, ...narrowed } = filters;
  return (
    <Page
      title={t('plan.ledger.title')}
      sentence={first && <Sentence page={first} />}
      actions={
        <>
          <ExportLink table="plans" filters={filters} />
          {imports && (
            <Link to="/sheets" className={buttonClass('plain')} title={t('plan.ledger.importHint')}>
              {t('plan.ledger.import')}
            </Link>
          )}
        </>
      }
    >
      <PlansFilterRow filters={filters} />
      <Card flush>
        <Loaded query={list} lines={10}>
          {(plans) =>
            plans.length > 0 ? (
              <PlanTable plans={plans} page={first!} />
            ) : narrowedBy(narrowed) > 0 ? (
              <NoneFits title={t('plan.ledger.noneFiltered')} />
            ) : (
              <Empty title={t('plan.ledger.none')} why={t('plan.ledger.noneWhy')}>
                <ImportLink />
              </Empty>
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function Sentence({ page: { year, sums } }: { page: PlansPage }) {
  const { t, language } = useWords();
  return t('plan.ledger.sentence', {
    year,
    projects: count(sums.projects),
    annual: money(sums.annual, language),
    revised: count(sums.revised),
    none: count(sums.projects - sums.planned),
  });
}

function PlanTable({ plans, page: { year, sums } }: { plans: readonly PlanRow[]; page: PlansPage }) {
  const { t, language } = useWords();
  const columns: Column<PlanRow>[] = [
    {
      key: 'name',
      head: t('project.name'),
      cell: ({ id, name, code }) => (
        <>
          <Link to="/projects/$id/plan" params={{ id }} search={{ year: String(year) }} className="row-title">
            {name}
          </Link>
          <span className="muted">{code}</span>
        </>
      ),
    },
    { key: 'office', head: t('project.office'), cell: ({ office }) => nameOf(office, language) },
    { key: 'leader', head: t('project.leader'), cell: ({ leader }) => leader?.name ?? '–' },
    {
      key: 'total',
      head: t('project.total'),
      number: true,
      cell: ({ totalInvestment }) => money(totalInvestment, language),
    },
    {
      key: 'annual',
      head: t('plan.ledger.annual', { year }),
      number: true,
      cell: ({ version, annual }) => (version === 0 ? t('plan.ledger.state.none') : money(annual, language)),
    },
    { key: 'version', head: t('plan.ledger.version'), number: true, cell: ({ version }) => version || '–' },
    {
      key: 'newest',
      head: t('plan.ledger.newest'),
      cell: ({ newest }) =>
        newest === null ? (
          '–'
        ) : (
          <span>
            {t('plan.effective', { on: date(newest.effectiveFrom, language) })}
            {newest.reason !== '' && <span className="muted"> {newest.reason}</span>}
          </span>
        ),
    },
  ];
  return (
    <Table
      caption={t('plan.ledger.title')}
      columns={columns}
      rows={plans}
      keyOf={({ id }) => id}
      sums={{
        name: t('plan.ledger.sum'),
        total: money(sums.totalInvestment, language),
        annual: money(sums.annual, language),
      }}
    />
  );
}

function PlansFilterRow({ filters }: { filters: PlansFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/plans' });
  const of = narrowing(filters, plansFilters, (search) => void navigate({ search }));
  const thisYear = Number(today().slice(0, 4));
  const years = [thisYear + 1, thisYear - 1, thisYear - 2].map(String);
  return (
    <Filters label={t('project.search')} of={of} by="q">
      <ChoiceFilter
        label={t('plan.year')}
        of={of}
        by="year"
        none={t('plan.ofYear', { year: thisYear })}
        choices={years.map((year) => ({ value: year, label: t('plan.ofYear', { year }) }))}
      />
      <ChoiceFilter
        label={t('plan.ledger.stateLabel')}
        of={of}
        by="state"
        choices={planStates.map((value) => ({ value, label: t(`plan.ledger.state.${value}`) }))}
      />
      <ChoiceFilter
        label={t('project.levelLabel')}
        of={of}
        by="level"
        choices={levels.map((value) => ({ value, label: t(`project.levels.${value}`) }))}
      />
      <ChoiceFilter
        label={t('project.lineLabel')}
        of={of}
        by="line"
        choices={lines.map((value) => ({ value, label: t(`project.lines.${value}`) }))}
      />
      <UnitFilter label={t('project.office')} of={of} by="officeId" kind="office" />
      <LeaderFilter label={t('project.leader')} of={of} by="leaderId" />
    </Filters>
  );
}
