import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { getLadder } from '#api-client/sdk.gen.js';
import type { LadderCounts } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table } from '../../ui/table.js';

type Rung = LadderCounts['rungs'][number];

/** Outside the district: followed, but none of our steps. */
const CITY = 6;

/** How many problems stand on each rung, as steps that rise; those with the city are named below. */
export function LadderCard() {
  const { t } = useWords();
  const ladder = useQuery({ queryKey: ['problems', 'ladder'], queryFn: () => call(getLadder()) });
  return (
    <Card title={t('cockpit.ladder')} note={t('cockpit.ladderNote')}>
      <Loaded query={ladder}>
        {({ rungs }) =>
          rungs.every(({ open }) => open === 0) ? (
            <Empty title={t('cockpit.noneOpen')} why={t('cockpit.noneOpenWhy')} />
          ) : (
            <Steps rungs={rungs} />
          )
        }
      </Loaded>
    </Card>
  );
}

function Steps({ rungs }: { rungs: readonly Rung[] }) {
  const { t } = useWords();
  const city = rungs.find(({ rung }) => rung === CITY)?.open ?? 0;
  return (
    <>
      <ol className="ladder-steps">
        {rungs
          .filter(({ rung }) => rung < CITY)
          .map((each) => (
            <Step key={each.rung} {...each} />
          ))}
      </ol>
      {city > 0 && (
        <p className="ladder-foot">
          <Link to="/problems" search={{ rung: String(CITY) } as never}>
            {t('cockpit.withCity', { n: city })}
          </Link>
        </p>
      )}
      <details className="disclosure">
        <summary>{t('cockpit.ladderTable')}</summary>
        <Table
          caption={t('cockpit.ladderTable')}
          rows={rungs}
          keyOf={({ rung }) => String(rung)}
          columns={[
            { key: 'rung', head: t('ladder.title'), cell: ({ rung }) => t(`ladder.rung${rung}`) },
            { key: 'open', head: t('cockpit.open'), number: true, cell: ({ open }) => open },
            { key: 'overdue', head: t('cockpit.overdueOf'), number: true, cell: ({ overdue }) => overdue },
            { key: 'up', head: t('cockpit.cameUpThisWeek'), number: true, cell: ({ cameUp }) => cameUp },
            { key: 'days', head: t('cockpit.meanDaysOf'), number: true, cell: ({ meanDays }) => meanDays ?? '–' },
          ]}
        />
      </details>
    </>
  );
}

function Step({ rung, open, overdue, cameUp, meanDays }: Rung) {
  const { t } = useWords();
  return (
    <li className={`ladder-step ladder-step-${rung}`}>
      <Link to="/problems" search={{ rung: String(rung) } as never} className="ladder-step-block">
        <span className="ladder-step-top">
          <b>{open}</b>
          {cameUp > 0 && (
            <span className="ladder-step-up" title={t('cockpit.cameUp', { n: cameUp })}>
              <ArrowUpRight aria-hidden size={12} />
              <span aria-hidden>{cameUp}</span>
              <span className="away">{t('cockpit.cameUp', { n: cameUp })}</span>
            </span>
          )}
        </span>
        <span className={overdue > 0 ? 'bad-ink' : 'muted'}>{t('cockpit.overdue', { n: overdue })}</span>
      </Link>
      <span>{t(`cockpit.rung.${rung}`)}</span>
      <span className="muted">
        {meanDays === null ? t('cockpit.noneHere') : t('cockpit.meanDays', { n: meanDays })}
      </span>
    </li>
  );
}
