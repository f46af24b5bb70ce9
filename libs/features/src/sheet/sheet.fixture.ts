import exceljs from 'exceljs';
import { ledgerForm } from './ledger.sheet.js';
import type { Columns, SheetForm } from './sheet-reading.js';

/** What the cells of one ledger row hold, by their head. */
export type LedgerCells = Record<string, exceljs.CellValue>;

/** A right row of the small district's ledger. */
export const ledgerLine = (n: number): LedgerCells => ({
  项目编号: `XM-${String(n).padStart(5, '0')}`,
  项目名称: `示范项目${n}`,
  级别: '区级',
  领域: '产业转型发展',
  板块: n % 3 === 0 ? '金岱科创城' : null,
  条线: '项目建设',
  阶段: '在建',
  办事处: '示例office',
  建设单位: '示例company',
  牵头部门: '示例department',
  配合部门: n % 2 === 0 ? '示例otherDepartment' : null,
  '总投资（万元）': 1000.5 + n,
  开工日期: new Date(Date.UTC(2022, 2, 1)),
  计划竣工日期: '2025-12-31',
  地址: `示范路${n}号`,
  经度: 113.7,
  纬度: 34.7,
  项目概况: '=说明以等号开头的文字不是公式',
});

/** A workbook of these rows, in the order of the ledger's columns. */
export const ledgerBook = (lines: readonly LedgerCells[], heads?: readonly string[]): Promise<Buffer> =>
  bookOf(ledgerForm, lines, heads);

/** A workbook of these rows, in the order of the form's columns. */
export async function bookOf(
  form: SheetForm<Columns>,
  lines: readonly Record<string, exceljs.CellValue>[],
  heads?: readonly string[],
): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(form.sheet);
  const headers = heads ?? Object.values(form.columns).map(({ header }) => header);
  sheet.addRow([...headers]);
  for (const line of lines) sheet.addRow(headers.map((header) => line[header] ?? null));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
