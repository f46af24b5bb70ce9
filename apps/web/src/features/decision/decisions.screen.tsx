import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listDecisions, listMeetingSeries, summarizeDecisions } from '#api-client/sdk.gen.js';
import type { DecisionSummary } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { date } from '../../format/dates.js';
import { percent } from '../../format/numbers.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ProjectFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, DayFilter, Filters, narrowedBy, narrowing, NoneFits, ToggleFilter } from '../../ui/filters.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { decisionFilters, shownStatuses, type DecisionFilters } from './decision-filters.js';
import { DecisionTable } from './decision-list.js';

/** 议定事项: what the meetings decided, and how far it is. */
export function DecisionsScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/decisions' });
  const { list, more } = usePaged(['decisions', filters], (cursor) =>
    call(listDecisions({ query: { ...filters, cursor, limit: 30 } })),
  );
  return (
    <Page title={t('decision.title')} actions={<ExportLink table="decisions" filters={filters} />}>
      <FilterRow filters={filters} />
      <div className="stack">
        <Card flush>
          <Loaded query={list} lines={8}>
            {(decisions) =>
              decisions.length > 0 ? (
                <DecisionTable decisions={decisions} />
              ) : narrowedBy(filters) > 0 ? (
                <NoneFits title={t('decision.noneFiltered')} />
              ) : (
                <Empty title={t('decision.none')} why={t('decision.noneWhy')} />
              )
            }
          </Loaded>
          <More {...more} />
        </Card>
        <ByUnit seriesId={filters.seriesId} />
      </div>
    </Page>
  );
}

function FilterRow({ filters }: { filters: DecisionFilters }) {
  const { t, language } = useWords();
  const session = useSession();
  const navigate = useNavigate({ from: '/decisions' });
  const of = narrowing(filters, decisionFilters, (search) => void navigate({ search }));
  const series = useQuery({
    queryKey: ['series'],
    queryFn: () => call(listMeetingSeries()),
    enabled: mayDo(session, 'meeting.read'),
    staleTime: 600_000,
  });
  return (
    <Filters label={t('decision.search')} of={of} by="q">
      <ProjectFilter of={of} />
      <ChoiceFilter
        label={t('problem.statusLabel')}
        of={of}
        by="status"
        look="segments"
        choices={shownStatuses.slice(0, 3).map((value) => ({ value, label: t(`decision.status.${value}`) }))}
      />
      <ChoiceFilter
        label={t('decision.series')}
        of={of}
        by="seriesId"
        choices={(series.data ?? []).map((each) => ({ value: each.id, label: nameOf(each, language) }))}
      />
      <DayFilter label={t('decision.dueTo')} of={of} by="dueTo" />
      <ChoiceFilter
        label={t('problem.sortLabel')}
        of={of}
        by="sort"
        none={t('decision.sortNewest')}
        choices={[{ value: 'due', label: t('problem.sortDue') }]}
      />
      <div className="toggles">
        <ToggleFilter label={t('problem.overdueOnly')} of={of} by="overdue" />
        <ToggleFilter label={t('problem.mineOnly')} of={of} by="mine" />
      </div>
    </Filters>
  );
}

type OfUnit = DecisionSummary['units'][number];

/** Each decision counted once, for who leads it: units are told where they stand, nobody is ranked. */
function ByUnit({ seriesId }: { seriesId: string | undefined }) {
  const { t, language } = useWords();
  const summary = useQuery({
    queryKey: ['decisions', 'summary', seriesId],
    queryFn: () => call(summarizeDecisions({ query: { seriesId } })),
  });
  const figure = (key: 'open' | 'notAccepted' | 'overdue' | 'claimed' | 'struckOff'): Column<OfUnit> => ({
    key,
    head: t(`decision.count.${key}`),
    number: true,
    cell: (row) => (
      <span className={key === 'overdue' && row.overdue > 0 ? 'bad-ink' : undefined}>{row[key] || '–'}</span>
    ),
  });
  const columns: Column<OfUnit>[] = [
    { key: 'unit', head: t('decision.lead'), cell: ({ unit }) => nameOf(unit, language) },
    ...(['open', 'notAccepted', 'overdue', 'claimed', 'struckOff'] as const).map(figure),
    {
      key: 'onTime',
      head: t('decision.count.onTime'),
      number: true,
      cell: ({ struckOff, struckOffOnTime }) => (struckOff === 0 ? '–' : percent(struckOffOnTime / struckOff)),
    },
  ];
  if (summary.data?.units.length === 0) return null;
  return (
    <Card
      title={t('decision.byUnit')}
      note={summary.data && t('decision.since', { on: date(summary.data.since, language) })}
      aside={<ExportLink table="decision-units" of={t('decision.byUnit')} filters={{ seriesId }} />}
      flush
    >
      <Loaded query={summary}>
        {({ units }) => (
          <Table caption={t('decision.byUnit')} columns={columns} rows={units} keyOf={({ unit }) => unit.id} />
        )}
      </Loaded>
    </Card>
  );
}
