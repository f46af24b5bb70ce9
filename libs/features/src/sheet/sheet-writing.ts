import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import exceljs, { type Worksheet } from 'exceljs';
import { MAX_ROWS, type Columns, type SheetForm } from './sheet-reading.js';

/** What a cell of an export may hold. Text is written as text: nothing in it is ever a formula. */
export type CellOut = string | number | Date | null;

export interface ColumnOut {
  readonly header: string;
  readonly width: number;
  /** Excel's way of showing numbers, such as `#,##0.0000`. */
  readonly format?: string;
}

const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3ECEE' } } as const;

/** More rows than a sheet of Excel has, its head left out, are cut off, and the notes say so. */
const MOST_ROWS = 1_048_575;

/**
 * A workbook of one table and a second sheet of notes, written while it is read and only as fast as it is taken, so that
 * its size costs no memory. When reading the rows fails the stream fails too, and whoever downloads sees a broken download
 * rather than a short table.
 */
export function writeTable(
  sheet: string,
  columns: readonly ColumnOut[],
  rows: AsyncIterable<readonly CellOut[]>,
  notes: readonly (readonly [label: string, value: CellOut])[],
): Readable {
  const stream = new PassThrough();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const worksheet = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  head(worksheet, columns);
  void (async () => {
    let written = 0;
    for await (const row of rows) {
      if (stream.destroyed) return;
      if (written === MOST_ROWS) break;
      worksheet.addRow([...row]).commit();
      written += 1;
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    }
    worksheet.commit();
    const page = workbook.addWorksheet('导出说明');
    head(page, [
      { header: '说明', width: 18 },
      { header: '内容', width: 60 },
    ]);
    const cut = written === MOST_ROWS ? [['注意', '表已写满，其余未导出'] as const] : [];
    for (const [label, value] of [...notes, ['行数', written] as const, ...cut]) {
      const row = page.addRow([label, value]);
      row.getCell(2).alignment = { horizontal: 'left' };
      if (value instanceof Date) row.getCell(2).numFmt = 'yyyy-mm-dd hh:mm';
      row.commit();
    }
    page.commit();
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
  for (const [header, elsewhere] of Object.entries(form.passedOver)) help.addRow([header, '不读取', elsewhere]);
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
