import { useEffect, useRef, useState } from 'react';
import type { ChainCurve } from '#api-client/types.gen.js';
import { daysFrom } from '../../format/dates.js';
import { inLargeUnit, largeUnit, money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { stepOf } from './curve-points.js';

const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 12;
const TOP = 22;
const BOTTOM = 26;

/** The S-curve. Drawn in the width it has, so that its words keep their size; what it shows is said in one line too. */
export function Curve({ curve }: { curve: ChainCurve }) {
  const { t, language } = useWords();
  const [frame, width] = useWidth();
  const { points, plan, forecast } = curve;
  const first = points[0]!.start;
  const days = daysFrom(first, points.at(-1)!.end);
  const counted = points.filter(({ cumulativeActual }) => cumulativeActual !== null).at(-1);
  const done = counted?.cumulativeActual ?? 0;
  const most = Math.max(plan, forecast, done) * 1.04;
  const step = stepOf(most);
  const x = (on: string) => LEFT + ((width - LEFT - RIGHT) * daysFrom(first, on)) / days;
  const y = (yuan: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - yuan / most);
  const line = (key: 'cumulativePlan' | 'cumulativeActual' | 'forecast', from: string) =>
    points.reduce((path, point) => {
      const value = point[key];
      return value === null ? path : `${path} L${x(point.end).toFixed(1)} ${y(value).toFixed(1)}`;
    }, from);
  const origin = `M${x(first).toFixed(1)} ${y(0).toFixed(1)}`;
  const turn = counted ? `M${x(counted.end).toFixed(1)} ${y(done).toFixed(1)}` : origin;
  const months = points.filter(({ start }, index) => points[index - 1]?.start.slice(0, 7) !== start.slice(0, 7));
  const everyMonth = width > 560;
  return (
    <div ref={frame} className="curve">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={t('plan.curveSays', {
          plan: money(plan, language),
          done: money(done, language),
          forecast: money(forecast, language),
        })}
      >
        <text className="curve-word" x={0} y={12}>
          {largeUnit(language)}
        </text>
        {Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step).map((yuan) => (
          <g key={yuan}>
            <line className="curve-rule" x1={LEFT} x2={width - RIGHT} y1={y(yuan)} y2={y(yuan)} />
            <text className="curve-word" x={LEFT - 8} y={y(yuan) + 4} textAnchor="end">
              {inLargeUnit(yuan, language)}
            </text>
          </g>
        ))}
        {months.map(({ start }, index) =>
          everyMonth || index % 3 === 0 ? (
            <text key={start} className="curve-word" x={x(start) + 2} y={HEIGHT - 8}>
              {t('plan.monthShort', { n: Number(start.slice(5, 7)) })}
            </text>
          ) : null,
        )}
        <line className="curve-today" x1={x(curve.countedTo)} x2={x(curve.countedTo)} y1={TOP} y2={HEIGHT - BOTTOM} />
        <path className="curve-plan" d={line('cumulativePlan', origin)} />
        <path className="curve-forecast" d={line('forecast', turn)} />
        <path className="curve-actual" d={line('cumulativeActual', origin)} />
      </svg>
    </div>
  );
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.max(200, Math.floor(entry!.contentRect.width))));
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, []);
  return [frame, width] as const;
}
