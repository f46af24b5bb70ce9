import { Link } from '@tanstack/react-router';
import { listLeaders } from '#api-client/sdk.gen.js';
import type { LeaderRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { count } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { ImportLink } from '../../ui/import-link.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { Standings } from './standing.js';
import './commitment.css';

/** The assigned leaders, by name: nobody is ranked here. */
export function LeadersScreen() {
  const { t } = useWords();
  const { list, more } = usePaged(['leaders'], (cursor) => call(listLeaders({ query: { cursor, limit: 50 } })));
  const columns: Column<LeaderRow>[] = [
    {
      key: 'name',
      head: t('commitment.leader'),
      cell: ({ id, name }) => (
        <Link to="/leaders/$id" params={{ id }} className="row-title">
          {name}
        </Link>
      ),
    },
    { key: 'contracts', head: t('commitment.contracts'), number: true, cell: ({ contracts }) => count(contracts) },
    {
      key: 'standings',
      head: t('commitment.howTheyStand'),
      cell: ({ standings }) => <Standings standings={standings} />,
    },
    { key: 'waiting', head: t('commitment.waitingProblems'), number: true, cell: ({ waiting }) => count(waiting) },
    {
      key: 'soon',
      head: t('commitment.milestonesSoon'),
      number: true,
      cell: ({ milestonesSoon }) => count(milestonesSoon),
    },
  ];
  return (
    <Page
      title={t('commitment.leaders')}
      actions={
        <>
          {list.data && list.data.length > 0 && <ImportLink kind="contracts" />}
          <ExportLink table="commitments" />
        </>
      }
    >
      <Card flush>
        <Loaded query={list} lines={8}>
          {(leaders) =>
            leaders.length === 0 ? (
              <Empty title={t('commitment.noLeaders')} why={t('commitment.noLeadersWhy')}>
                <ImportLink kind="contracts" />
              </Empty>
            ) : (
              <Table caption={t('commitment.leaders')} columns={columns} rows={leaders} keyOf={({ id }) => id} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}
