import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getChainCurve } from '#api-client/sdk.gen.js';
import type { ChainCurve } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { month } from '../../format/dates.js';
import { inLargeUnit, largeUnit } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import { Curve } from './curve.js';
import { lastOfMonths } from './curve-points.js';

/** 序时曲线: the year's plan against what is done and where today's pace leads; and the same by month, for those who read. */
export function CurveCard({ scope }: { scope: string }) {
  const { t } = useWords();
  const curve = useQuery({
    queryKey: ['chain', 'curve', scope],
    queryFn: () => call(getChainCurve({ query: { scope } })),
  });
  return (
    <Card title={t('plan.curve')} aside={<Legend />}>
      <Loaded query={curve} lines={5}>
        {(found) =>
          found.points.length === 0 || found.plan === 0 ? (
            <Empty title={t('cockpit.noPlan')} />
          ) : (
            <>
              <Curve curve={found} />
              <ByMonth curve={found} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Legend() {
  const { t } = useWords();
  return (
    <span className="curve-legend">
      {(['plan', 'actual', 'forecast'] as const).map((line) => (
        <span key={line}>
          <svg width="22" height="8" aria-hidden>
            <line className={`curve-${line}`} x1="1" x2="21" y1="4" y2="4" />
          </svg>
          {t(`plan.line.${line}`)}
        </span>
      ))}
    </span>
  );
}

function ByMonth({ curve }: { curve: ChainCurve }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const figure = (key: 'cumulativePlan' | 'cumulativeActual' | 'forecast') => ({
    key,
    head: `${t(`plan.${key}`)} (${largeUnit(language)})`,
    number: true,
    cell: (point: ChainCurve['points'][number]) => {
      const value = point[key];
      return value === null ? '–' : inLargeUnit(value, language, 3);
    },
  });
  return (
    <details className="disclosure" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plan.byMonth')}</summary>
      {open && (
        <Table
          caption={t('plan.byMonth')}
          rows={lastOfMonths(curve.points)}
          keyOf={({ start }) => start}
          columns={[
            { key: 'month', head: t('plan.month'), cell: ({ start }) => month(start, language) },
            figure('cumulativePlan'),
            figure('cumulativeActual'),
            figure('forecast'),
          ]}
        />
      )}
    </details>
  );
}
