import { Injectable, type StreamableFile } from '@nestjs/common';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf } from '#domain/calendar/index.js';
import { recordAudit } from '#features/audit/index.js';
import { fileAnswer, XLSX, type Page } from '#platform/http/index.js';
import { nameOfDistrict, namesOfFilters } from './export-notes.queries.js';
import { momentCell, type ExportTable } from './export-table.js';
import { filterWords, isId } from './filter-words.js';
import { writeTable, type CellOut } from './sheet-writing.js';

/** So many rows are read at a time; the table is written as it is read. */
const PAGE = 100;

type Filters = Readonly<Record<string, unknown>>;
type ReadPage<Row> = (page: { limit: number; cursor?: string | undefined }) => Promise<Page<Row>>;

/** Tables on their way out: named after table, district and day, with what was filtered, and on record. */
@Injectable()
export class ExportService {
  constructor(private readonly database: Database) {}

  /**
   * The rows that a list shows its reader. The first are read before the answer begins, so that a refusal is still an
   * answer of its own, and leaves no record of an export.
   */
  async workbook<Row>(
    context: CommandContext,
    table: ExportTable<Row>,
    filters: Filters,
    batches: AsyncIterable<readonly Row[]>,
  ): Promise<StreamableFile> {
    const { sheet, columns } = table;
    const reading = batches[Symbol.asyncIterator]();
    const first = await reading.next();
    const { name, notes } = await this.begin(context, table, filters);
    async function* rows(): AsyncGenerator<CellOut[]> {
      try {
        for (let batch = first; !batch.done; batch = await reading.next())
          for (const row of batch.value) yield columns.map(({ of }) => of(row));
      } finally {
        await reading.return?.();
      }
    }
    return fileAnswer({ content: writeTable(sheet, columns, rows(), notes), mediaType: XLSX, name });
  }

  private begin<Row>(context: CommandContext, table: ExportTable<Row>, filters: Filters) {
    const { actor } = context;
    const { name: subjectId, sheet } = table;
    const reader = actor.kind === 'person' ? actor : undefined;
    const ids = Object.values(filters).flatMap((value) => String(value).split(':').filter(isId));
    return this.database.transaction(context, async (tx) => {
      const district = await nameOfDistrict(tx);
      const words = filterWords(table, filters, await namesOfFilters(tx, reader, ids));
      const set = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
      await recordAudit(tx, [{ action: 'sheet.export', subjectKind: 'table', subjectId, detail: { filters: set } }]);
      const notes: [string, CellOut][] = [
        ['表名', sheet],
        ['区', district],
        ['导出时间', momentCell(tx.now)],
        ['导出人', reader?.name ?? '系统'],
        ...(words.length === 0 ? [['筛选条件', '无'] as [string, CellOut]] : words.map(filterNote)),
      ];
      return { name: `${sheet}-${district}-${dateOf(tx.now)}.xlsx`, notes };
    });
  }
}

const filterNote = ([label, value]: [string, CellOut]): [string, CellOut] => [`筛选：${label}`, value];

/** All rows of a list that goes by pages. */
export async function* pagesOf<Row>(read: ReadPage<Row>): AsyncGenerator<readonly Row[]> {
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await read({ limit: PAGE, cursor });
    yield page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** The rows of a list that comes in one answer. */
export async function* allOf<Row>(read: () => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield await read();
}
