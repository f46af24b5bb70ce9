import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getResults } from '#api-client/sdk.gen.js';
import type { ResultRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { percent } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { PlanBar } from '../../ui/bar.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';

const resultsQuery = (by: 'leader' | 'office') => ({
  queryKey: ['results', by],
  queryFn: () => call(getResults({ query: { by } })),
});

/** Who moves it, by what was invested of the plan to date; nothing else counts here. */
export function ResultsCard() {
  const { t } = useWords();
  const offices = useQuery(resultsQuery('office'));
  return (
    <Card title={t('cockpit.results')} note={t('cockpit.resultsNote')}>
      <Loaded query={offices} lines={6}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('cockpit.noResults')} why={t('cockpit.noResultsWhy')} />
          ) : (
            <div className="columns">
              <ResultsBy by="leader" />
              <ResultsBy by="office" />
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}

function ResultsBy({ by }: { by: 'leader' | 'office' }) {
  const { t, language } = useWords();
  const results = useQuery(resultsQuery(by));
  const columns: Column<ResultRow>[] = [
    {
      key: 'name',
      head: t(`cockpit.${by}`),
      cell: ({ key, name, nameEn, projects }) => (
        <>
          <Named
            by={by}
            id={key}
            name={key === null ? t('cockpit.noLeader') : language === 'en' ? nameEn || name : name}
          />{' '}
          <span className="muted">{t('cockpit.projects', { n: projects })}</span>
        </>
      ),
    },
    {
      key: 'toDate',
      head: t('cockpit.investment'),
      number: true,
      cell: ({ ofToDate }) => (
        <span className="with-bar">
          <PlanBar done={ofToDate ?? 0} />
          {ofToDate === null ? '–' : percent(ofToDate)}
        </span>
      ),
    },
    {
      key: 'year',
      head: t('cockpit.ofYear'),
      number: true,
      cell: ({ ofPlan }) => (ofPlan === null ? '–' : percent(ofPlan)),
    },
  ];
  return (
    <Loaded query={results} lines={6}>
      {({ rows }) => (
        <Table
          caption={t(`cockpit.${by}`)}
          columns={columns}
          rows={[...rows].sort((a, b) => (b.ofToDate ?? -1) - (a.ofToDate ?? -1))}
          keyOf={({ key }) => key ?? 'none'}
        />
      )}
    </Loaded>
  );
}

/** A leader's name leads to what the leader has in hand. */
function Named({ by, id, name }: { by: 'leader' | 'office'; id: string | null; name: string }) {
  const may = mayDo(useSession(), 'contract.read');
  if (by === 'office' || id === null || !may) return <>{name}</>;
  return (
    <Link to="/leaders/$id" params={{ id }}>
      {name}
    </Link>
  );
}
