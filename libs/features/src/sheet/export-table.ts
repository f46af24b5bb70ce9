import { formatInstant, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { ledgerColumns } from './ledger.sheet.js';
import type { CellOut, ColumnOut } from './sheet-writing.js';

/** A table as it is exported: what stands in each column of a row. */
export interface ExportTable<Row> {
  /** The last part of its address. */
  readonly name: string;
  /** What the table, and the file, is called. */
  readonly sheet: string;
  readonly columns: readonly (ColumnOut & { readonly of: (row: Row) => CellOut })[];
}

type Column<Row> = ExportTable<Row>['columns'][number];

export const text = <Row>(header: string, width: number, of: (row: Row) => CellOut): Column<Row> => ({
  header,
  width,
  of,
});

/** Whole yuan as 万元, exact to the yuan. */
export const money = <Row>(header: string, of: (row: Row) => number | null): Column<Row> => ({
  header: `${header}（万元）`,
  width: 18,
  format: '#,##0.####',
  of: (row) => {
    const yuan = of(row);
    return yuan === null ? null : yuan / 10_000;
  },
});

export const day = <Row>(header: string, of: (row: Row) => PlainDate | null): Column<Row> => ({
  header,
  width: 12,
  format: 'yyyy-mm-dd',
  of: (row) => {
    const date = of(row);
    return date === null ? null : new Date(`${date}T00:00:00Z`);
  },
});

/** A moment by the district's clock. A cell knows no zone. */
export const moment = <Row>(header: string, of: (row: Row) => Instant | null): Column<Row> => ({
  header,
  width: 18,
  format: 'yyyy-mm-dd hh:mm',
  of: (row) => momentCell(of(row)),
});
export const momentCell = (at: Instant | null): Date | null =>
  at === null ? null : new Date(`${formatInstant(at).slice(0, 19)}Z`);

/** A ratio as per cent. */
export const percent = <Row>(header: string, of: (row: Row) => number | null): Column<Row> => ({
  header,
  width: 12,
  format: '0.0%',
  of,
});

export const count = <Row>(header: string, of: (row: Row) => number | null): Column<Row> => ({ header, width: 10, of });

export const yes = (is: boolean, word: string): string | null => (is ? word : null);

/** The name by which a choice goes, from the choices of an import. */
function nameOfChoice(column: {
  readonly choices?: readonly string[];
  readonly read: (cell: string) => unknown;
}): (value: string | null) => string | null {
  const names = new Map((column.choices ?? []).map((name) => [(column.read(name) as { value: string }).value, name]));
  return (value) => (value === null ? null : (names.get(value) ?? value));
}
export const level = nameOfChoice(ledgerColumns.level);
export const field = nameOfChoice(ledgerColumns.field);
export const platform = nameOfChoice(ledgerColumns.platform);
export const line = nameOfChoice(ledgerColumns.line);
export const stage = nameOfChoice(ledgerColumns.stage);

export const PERIOD = { week: '周', tenDay: '旬', month: '月', quarter: '季', year: '年' } as const;
export const VERDICT = { kept: '完成', short: '欠账' } as const;
export const LIGHT = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '灰灯（未报）' } as const;
