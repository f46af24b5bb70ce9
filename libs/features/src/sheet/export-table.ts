import { formatInstant, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { ledgerColumns } from './ledger.sheet.js';
import type { CellOut, ColumnOut } from './sheet-writing.js';

/** How what narrows a list is called where the list leaves as a table, and each of its values that is a code. */
export interface FilterWords {
  readonly label: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** A table as it is exported: what stands in each column of a row. */
export interface ExportTable<Row> {
  /** The last part of its address. */
  readonly name: string;
  /** What the table, and the file, is called. */
  readonly sheet: string;
  /** Its own filters, and those that it calls otherwise than other tables do. */
  readonly filters?: Readonly<Record<string, FilterWords>>;
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

/** The names by which choices go, by value, from the choices of an import. */
const namesOfChoices = (column: {
  readonly choices?: readonly string[];
  readonly read: (cell: string) => unknown;
}): Readonly<Record<string, string>> =>
  Object.fromEntries((column.choices ?? []).map((name) => [(column.read(name) as { value: string }).value, name]));
export const LEVEL = namesOfChoices(ledgerColumns.level);
export const FIELD = namesOfChoices(ledgerColumns.field);
export const PLATFORM = namesOfChoices(ledgerColumns.platform);
export const LINE = namesOfChoices(ledgerColumns.line);
export const STAGE = namesOfChoices(ledgerColumns.stage);

const nameIn =
  (names: Readonly<Record<string, string>>) =>
  (value: string | null): string | null =>
    value === null ? null : (names[value] ?? value);
export const level = nameIn(LEVEL);
export const field = nameIn(FIELD);
export const platform = nameIn(PLATFORM);
export const line = nameIn(LINE);
export const stage = nameIn(STAGE);

export const PERIOD = { week: '周', tenDay: '旬', month: '月', quarter: '季', year: '年' } as const;
export const VERDICT = { kept: '保住', short: '欠账' } as const;
export const LIGHT = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '灰灯（未报）' } as const;
