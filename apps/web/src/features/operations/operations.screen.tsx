import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { DeadLetters } from './dead-letters.js';
import { Deliveries } from './deliveries.js';
import { Overview } from './overview.js';
import { Periods } from './periods.js';
import { tabs, type OperationsTab } from './tabs.js';
import { Timers } from './timers.js';
import { useOverview } from './use-overview.js';

/** The works of the house: what waits, what is late, what was given up, and what can be done about it. */
export function OperationsScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/operations' });
  const { tab = 'overview' } = filters;
  const navigate = useNavigate({ from: '/operations' });
  const { data } = useOverview();
  const counts: Partial<Record<OperationsTab, number>> = data
    ? {
        dead: data.promises.dead,
        deliveries: data.deliveries.failed + data.deliveries.stuck,
        timers: data.timers.parked + data.timers.overdue,
        periods: data.periodsBehind,
      }
    : {};
  return (
    <Page title={t('operations.title')} sentence={t('operations.sentence')}>
      <Tabs
        label={t('operations.title')}
        tabs={tabs.map((key) => ({ key, label: t(`operations.tab.${key}`), count: counts[key] || undefined }))}
        chosen={tab}
        onChoose={(key) => {
          const chosen = tabs.find((each) => each === key);
          void navigate({ search: chosen === undefined || chosen === 'overview' ? {} : { tab: chosen } });
        }}
      >
        {tab === 'overview' && <Overview />}
        {tab === 'dead' && <DeadLetters />}
        {tab === 'deliveries' && <Deliveries state={filters.delivery} />}
        {tab === 'timers' && <Timers state={filters.timer} />}
        {tab === 'periods' && <Periods />}
      </Tabs>
    </Page>
  );
}
