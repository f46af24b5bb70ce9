import { useQuery } from '@tanstack/react-query';
import { listRatings } from '#api-client/sdk.gen.js';
import type { DepartmentRates, Rate } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { month as monthWords } from '../../format/dates.js';
import { count, percent } from '../../format/numbers.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { SelectField } from '../../ui/field.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import './result.css';

const rates = ['response', 'resolution', 'satisfaction'] as const;
/** So many months can be chosen, this one the first. */
const MONTHS = 13;

const monthBefore = (month: string): string => addDays(`${month}-01` as PlainDate, -1).slice(0, 7);

const monthsUntil = (month: string): string[] =>
  Array.from({ length: MONTHS - 1 }).reduce<string[]>((months) => [...months, monthBefore(months.at(-1)!)], [month]);

const ratesQuery = (month: string) => ({
  queryKey: ['ratings', month],
  queryFn: async () => (await call(listRatings({ query: { month, limit: 100 } }))).items,
});

/** 三率: how each department answered, solved and satisfied in a month, the month before beside it; by name, no ranking. */
export function RatesCard({ month, onMonth }: { month: string | undefined; onMonth: (month: string) => void }) {
  const { t, language } = useWords();
  const latest = today().slice(0, 7);
  const shown = month ?? latest;
  const now = useQuery(ratesQuery(shown));
  const before = useQuery(ratesQuery(monthBefore(shown)));
  const choices = monthsUntil(latest);
  return (
    <Card
      title={t('rates.title')}
      note={monthWords(shown, language)}
      aside={<ExportLink table="ratings" filters={{ month: shown }} />}
      flush
    >
      <div className="rates-head">
        <SelectField
          label={t('rates.month')}
          value={shown}
          onChange={onMonth}
          choices={(choices.includes(shown) ? choices : [...choices, shown]).map((value) => ({
            value,
            label: monthWords(value, language),
          }))}
        />
        <How />
      </div>
      <Loaded query={now} lines={6}>
        {(rows) =>
          rows.every(
            ({ asked, satisfied, basically, unsatisfied }) => asked + satisfied + basically + unsatisfied === 0,
          ) ? (
            <Empty title={t('rates.none')} why={t('rates.noneWhy')} />
          ) : (
            <Departments rows={rows} before={before.data ?? []} month={monthWords(monthBefore(shown), language)} />
          )
        }
      </Loaded>
    </Card>
  );
}

/** How each rate is reckoned, in words. */
function How() {
  const { t } = useWords();
  return (
    <details className="disclosure">
      <summary>{t('rates.how')}</summary>
      <dl className="rates-how">
        {rates.map((rate) => (
          <div key={rate}>
            <dt>{t(`rates.${rate}`)}</dt>
            <dd>{t(`rates.howOf.${rate}`)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('rates.asked')}</dt>
          <dd>{t('rates.howOf.asked')}</dd>
        </div>
      </dl>
    </details>
  );
}

function Departments({
  rows,
  before,
  month,
}: {
  rows: readonly DepartmentRates[];
  before: readonly DepartmentRates[];
  month: string;
}) {
  const { t, language } = useWords();
  const earlier = new Map(before.map((row) => [row.department.id, row]));
  const columns: Column<DepartmentRates>[] = [
    { key: 'department', head: t('rates.department'), cell: ({ department }) => nameOf(department, language) },
    { key: 'asked', head: t('rates.asked'), number: true, cell: (row) => <Asked row={row} /> },
    ...rates.map((rate) => ({
      key: rate,
      head: t(`rates.${rate}`),
      number: true,
      cell: (row: DepartmentRates) => (
        <Figure rate={row.rates[rate]} before={earlier.get(row.department.id)?.rates[rate]} month={month} />
      ),
    })),
  ];
  return <Table caption={t('rates.title')} columns={columns} rows={rows} keyOf={({ department }) => department.id} />;
}

/** How often it was asked, and what of that is in no rate. */
function Asked({ row: { asked, running, passedOn } }: { row: DepartmentRates }) {
  const { t } = useWords();
  const apart = [
    running > 0 && t('rates.running', { n: running }),
    passedOn > 0 && t('rates.passedOn', { n: passedOn }),
  ].filter(Boolean);
  return (
    <span className="rates-figure">
      {count(asked)}
      {apart.length > 0 && <small>{apart.join(' · ')}</small>}
    </span>
  );
}

/** A rate, what it is of, and what it was the month before. */
function Figure({ rate, before, month }: { rate: Rate; before: Rate | undefined; month: string }) {
  const { t } = useWords();
  // Shares come in thousandths.
  const said = (share: number | null | undefined) =>
    typeof share === 'number' ? percent(share, Math.round(share * 1000) % 10 === 0 ? 0 : 1) : '–';
  const judged = rate.of > 0 || typeof before?.share === 'number';
  return (
    <span className="rates-figure">
      <b>{said(rate.share)}</b>
      {rate.of > 0 && <small>{t('rates.of', { met: rate.met, of: rate.of })}</small>}
      {judged && <small>{t('rates.before', { month, share: said(before?.share) })}</small>}
    </span>
  );
}
