import type { ProjectPlan } from '#api-client/types.gen.js';
import { month } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { percent } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { Table, type Column } from '../../ui/table.js';

interface Row {
  readonly month: string;
  readonly yuan: number;
  readonly before: number;
  readonly workdays: number;
  readonly over: boolean;
}

/** The year by month; beside another plan, what each month would gain or lose. */
export function MonthsTable({ plan, before }: { plan: ProjectPlan; before?: ProjectPlan }) {
  const { t, language } = useWords();
  const rows = plan.months.map((yuan, index): Row => {
    const spans = plan.spans.filter((span) => span.month === index + 1);
    return {
      month: `${plan.year}-${String(index + 1).padStart(2, '0')}-01`,
      yuan,
      before: before?.months[index] ?? yuan,
      workdays: spans.reduce((sum, { workdays }) => sum + workdays, 0),
      over: spans.length > 0 && spans.every(({ over }) => over),
    };
  });
  const change = (by: number) => (by === 0 ? '–' : `${by > 0 ? '+' : ''}${money(by, language)}`);
  const columns: Column<Row>[] = [
    {
      key: 'month',
      head: t('plan.month'),
      cell: (row) => (
        <>
          {month(row.month, language)} {row.over && <span className="muted">{t('plan.over')}</span>}
        </>
      ),
    },
    { key: 'workdays', head: t('plan.workdays'), number: true, cell: (row) => row.workdays },
    ...(before
      ? [{ key: 'before', head: t('plan.before'), number: true, cell: (row: Row) => money(row.before, language) }]
      : []),
    { key: 'plan', head: t('plan.amount'), number: true, cell: (row) => money(row.yuan, language) },
    before
      ? { key: 'change', head: t('plan.change'), number: true, cell: (row) => change(row.yuan - row.before) }
      : {
          key: 'share',
          head: t('plan.share'),
          number: true,
          cell: (row) => (plan.annual === 0 ? '–' : percent(row.yuan / plan.annual, 1)),
        },
  ];
  return <Table caption={t('plan.byMonth')} columns={columns} rows={rows} keyOf={(row) => row.month} />;
}
