import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listDecisions, listMeetingSeries, summarizeDecisions } from '#api-client/sdk.gen.js';
import type { DecisionSummary } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { date } from '../../format/dates.js';
import { percent } from '../../format/numbers.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { Segments, SelectField, TextField, Toggle } from '../../ui/field.js';
import { Filters } from '../../ui/filters.js';
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
  const narrowed = Object.keys(filters).length > 0;
  return (
    <Page title={t('decision.title')} actions={<ExportLink table="decisions" filters={filters} />}>
      <FilterRow filters={filters} />
      <div className="stack">
        <Card flush>
          <Loaded query={list} lines={8}>
            {(decisions) =>
              decisions.length === 0 ? (
                <Empty
                  title={narrowed ? t('decision.noneFiltered') : t('decision.none')}
                  why={narrowed ? t('app.fewerFilters') : t('decision.noneWhy')}
                />
              ) : (
                <DecisionTable decisions={decisions} />
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
  const set = (change: Record<string, unknown>) =>
    void navigate({ search: decisionFilters({ ...filters, ...change }) });
  const series = useQuery({
    queryKey: ['series'],
    queryFn: () => call(listMeetingSeries()),
    enabled: mayDo(session, 'meeting.read'),
    staleTime: 600_000,
  });
  const { sort: _sort, ...narrowing } = filters;
  return (
    <Filters
      label={t('decision.search')}
      words={filters.q ?? ''}
      onSearch={(q) => set({ q })}
      set={Object.keys(narrowing).length}
      onClear={() => void navigate({ search: {} })}
    >
      <Segments
        label={t('problem.statusLabel')}
        value={filters.status ?? ''}
        onChange={(status) => set({ status })}
        choices={[
          { value: '', label: t('app.all') },
          ...shownStatuses.slice(0, 3).map((value) => ({ value, label: t(`decision.status.${value}`) })),
        ]}
      />
      <SelectField
        label={t('decision.series')}
        value={filters.seriesId ?? ''}
        onChange={(seriesId) => set({ seriesId })}
        choices={[
          { value: '', label: t('app.all') },
          ...(series.data ?? []).map(({ id, name, nameEn }) => ({
            value: id,
            label: language === 'en' ? nameEn : name,
          })),
        ]}
      />
      <TextField
        label={t('decision.dueTo')}
        type="date"
        value={filters.dueTo ?? ''}
        onChange={(dueTo) => set({ dueTo })}
      />
      <SelectField
        label={t('problem.sortLabel')}
        value={filters.sort ?? ''}
        onChange={(sort) => set({ sort })}
        choices={[
          { value: '', label: t('decision.sortNewest') },
          { value: 'due', label: t('problem.sortDue') },
        ]}
      />
      <div className="toggles">
        <Toggle
          label={t('problem.overdueOnly')}
          on={filters.overdue === 'true'}
          onChange={(on) => set({ overdue: on ? 'true' : undefined })}
        />
        <Toggle
          label={t('problem.mineOnly')}
          on={filters.mine === 'true'}
          onChange={(on) => set({ mine: on ? 'true' : undefined })}
        />
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
