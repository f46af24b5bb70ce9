import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getResults } from '#api-client/sdk.gen.js';
import type { ResultRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { inLargeUnit, largeUnit, money } from '../../format/money.js';
import { count, percent } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { SelectField } from '../../ui/field.js';
import { ImportLink } from '../../ui/import-link.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { groupings, type Grouping } from './groupings.js';
import { RatesCard } from './rates-card.js';

/** Investment done against plan and plan to date, with last year beside it; a sum that counts nothing twice. */
export function ResultsScreen() {
  const { t, language } = useWords();
  const thisYear = Number(today().slice(0, 4));
  const { by = 'level', year = thisYear, month } = useSearch({ from: '/within/results' });
  const session = useSession();
  const navigate = useNavigate({ from: '/results' });
  const results = useQuery({
    queryKey: ['results', by, year],
    queryFn: () => call(getResults({ query: { by, year } })),
    placeholderData: (before) => before,
  });
  const sum = results.data?.sum;
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const columns: Column<ResultRow>[] = [
    {
      key: 'name',
      head: t(`result.${by}`),
      cell: ({ key, name, nameEn }) => (key === null ? t('result.noKey') : language === 'en' ? nameEn || name : name),
    },
    { key: 'projects', head: t('result.projects'), number: true, cell: ({ projects }) => count(projects) },
    ...(['total', 'plan', 'planToDate', 'actual'] as const).map((key) => ({
      key,
      head: t(`result.${key}`),
      number: true,
      cell: (row: ResultRow) => inLargeUnit(row[key], language),
    })),
    { key: 'ofPlan', head: t('result.ofPlan'), number: true, cell: ({ ofPlan }) => share(ofPlan) },
    { key: 'ofToDate', head: t('result.ofToDate'), number: true, cell: ({ ofToDate }) => share(ofToDate) },
    {
      key: 'lastYearPlan',
      head: t('result.lastYearPlan'),
      number: true,
      cell: ({ lastYear }) => inLargeUnit(lastYear.plan, language),
    },
    {
      key: 'lastYear',
      head: t('result.lastYear'),
      number: true,
      cell: ({ lastYear }) => inLargeUnit(lastYear.actual, language),
    },
    {
      key: 'lastYearOfPlan',
      head: t('result.lastYearOfPlan'),
      number: true,
      cell: ({ lastYear }) => share(lastYear.ofPlan),
    },
  ];
  return (
    <Page
      title={t('result.title')}
      actions={<ExportLink table="results" filters={{ by, year }} />}
      sentence={
        sum &&
        sum.projects > 0 &&
        t('result.sentence', {
          year,
          projects: count(sum.projects),
          plan: money(sum.plan, language),
          actual: money(sum.actual, language),
          ofPlan: share(sum.ofPlan),
          ofToDate: share(sum.ofToDate),
        })
      }
    >
      <div className="stack">
        <div className="side-by-side">
          <SelectField
            label={t('result.by')}
            value={by}
            onChange={(value) =>
              void navigate({ search: (before) => ({ ...before, by: value as Grouping }), replace: true })
            }
            choices={groupings.map((value) => ({ value, label: t(`result.${value}`) }))}
          />
          <SelectField
            label={t('result.year')}
            value={String(year)}
            onChange={(value) =>
              void navigate({ search: (before) => ({ ...before, year: Number(value) }), replace: true })
            }
            choices={[0, 1, 2, 3].map((back) => ({ value: String(thisYear - back), label: String(thisYear - back) }))}
          />
        </div>
        <Loaded query={results} lines={8}>
          {({ rows, subtotals, sum: whole }) =>
            rows.length === 0 ? (
              <Empty title={t('result.none')} why={t('result.noneWhy')}>
                <ImportLink />
              </Empty>
            ) : (
              <Card title={t(`result.${by}`)} note={t('result.unit', { unit: largeUnit(language) })} flush>
                <Table
                  caption={t('result.title')}
                  columns={columns}
                  rows={[
                    ...rows,
                    ...subtotals,
                    { ...whole, key: 'sum', name: t('result.sum'), nameEn: t('result.sum') },
                  ]}
                  keyOf={({ key, name }) => `${key} ${name}`}
                />
              </Card>
            )
          }
        </Loaded>
        {mayDo(session, 'rating.read') && (
          <RatesCard
            month={month}
            onMonth={(value) => void navigate({ search: (before) => ({ ...before, month: value }), replace: true })}
          />
        )}
      </div>
    </Page>
  );
}
