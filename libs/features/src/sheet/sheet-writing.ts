import { PassThrough, type Readable } from 'node:stream';
import exceljs, { type Worksheet } from 'exceljs';
import { MAX_ROWS, type Columns, type SheetForm } from './sheet-reading.js';

/** What a cell of an export may hold. Text is written as text: nothing in it is ever a formula. */
export type CellOut = string | number | null;

export interface ColumnOut {
  readonly header: string;
  readonly width: number;
  /** Excel's way of showing numbers, such as `#,##0.0000`. */
  readonly format?: string;
}

const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3ECEE' } } as const;

/**
 * A workbook of one table, written while it is read, so that its size costs no memory. When reading the rows fails the
 * stream fails too, and whoever downloads sees a broken download rather than a short table.
 */
export function writeTable(
  sheet: string,
  columns: readonly ColumnOut[],
  rows: AsyncIterable<readonly CellOut[]>,
): Readable {
  const stream = new PassThrough();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const worksheet = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  head(worksheet, columns);
  void (async () => {
    for await (const row of rows) worksheet.addRow([...row]).commit();
    worksheet.commit();
    await workbook.commit();
  })().catch((error: Error) => stream.destroy(error));
  return stream;
}

/** An empty sheet of a kind, with its choices as lists and a page that says how each column is filled in. */
export async function writeTemplate(form: SheetForm<Columns>): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const worksheet = workbook.addWorksheet(form.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = Object.values(form.columns);
  head(
    worksheet,
    columns.map(({ header, width, required }) => ({ header: required ? `${header}*` : header, width })),
  );
  columns.forEach(({ choices }, index) => {
    if (!choices) return;
    const { letter } = worksheet.getColumn(index + 1);
    // A list to choose from; its text is the choices themselves.
    validationsOf(worksheet).add(`${letter}2:${letter}${MAX_ROWS + 1}`, {
      type: 'list',
      allowBlank: true,
      showErrorMessage: true,
      formulae: [`"${choices.join(',')}"`],
    });
  });
  const help = workbook.addWorksheet('填写说明');
  head(help, [
    { header: '栏目', width: 22 },
    { header: '是否必填', width: 10 },
    { header: '怎样填写', width: 60 },
  ]);
  for (const { header, required, hint, choices } of columns)
    help.addRow([header, required ? '必填' : '选填', choices ? `只能填：${choices.join('、')}` : hint]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function head(worksheet: Worksheet, columns: readonly ColumnOut[]): void {
  worksheet.columns = columns.map(({ header, width, format }) => ({
    header,
    width,
    ...(format ? { style: { numFmt: format } } : {}),
  }));
  const row = worksheet.getRow(1);
  row.font = { bold: true };
  row.fill = HEAD_FILL;
  row.numFmt = '@';
  row.commit();
}

/** The library has it, its types do not. */
function validationsOf(worksheet: Worksheet): { add(range: string, validation: object): void } {
  return (worksheet as unknown as { dataValidations: { add(range: string, validation: object): void } })
    .dataValidations;
}
