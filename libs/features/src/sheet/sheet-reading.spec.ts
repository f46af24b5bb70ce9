import { deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { describe, expect, it } from '@jest/globals';
import { ledgerForm } from './ledger.sheet.js';
import { UnreadableSheetError } from './sheet-fault.js';
import { readSheet } from './sheet-reading.js';
import { writeTemplate } from './sheet-writing.js';
import { ledgerBook, ledgerLine } from './sheet.fixture.js';

const refusal = async (file: Buffer) => {
  const error = await readSheet(file, ledgerForm).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UnreadableSheetError) return error.fault;
  throw error instanceof Error ? error : new Error('it was taken');
};

/** A zip made by hand: its entries may lie about their size. */
function zip(entries: { name: string; data: Buffer; saysBytes?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, saysBytes = data.length } of entries) {
    const packed = deflateRawSync(data, { level: 1 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(saysBytes, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(saysBytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
const workbookXml = { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') };

describe('a file that is no sheet of ours', () => {
  it('is told apart: noise, an old or locked workbook, a zip of something else', async () => {
    expect((await refusal(Buffer.from('just text, no workbook'))).code).toBe('not_a_workbook');
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    expect((await refusal(old)).code).toBe('old_or_locked_workbook');
    expect((await refusal(zip([{ name: 'readme.txt', data: Buffer.from('hi') }]))).code).toBe('not_a_workbook');
    expect((await refusal((await ledgerBook([ledgerLine(1)])).subarray(0, 3000))).code).toBe('not_a_workbook');
  });

  it('is refused for macros, links to other files and XML with entities', async () => {
    const withEntry = (name: string, text = '') => zip([workbookXml, { name, data: Buffer.from(text) }]);
    expect((await refusal(withEntry('xl/vbaProject.bin'))).code).toBe('macros');
    expect((await refusal(withEntry('xl/externalLinks/externalLink1.xml'))).code).toBe('external_links');
    const entities = '<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sheet>&b;</sheet>';
    expect((await refusal(withEntry('xl/worksheets/sheet1.xml', entities))).code).toBe('unsafe_xml');
  });

  it('does not unpack a bomb to its end, whatever size it claims', async () => {
    const nothing = Buffer.alloc(101 * 1024 * 1024);
    const honest = zip([workbookXml, { name: 'xl/worksheets/sheet1.xml', data: nothing }]);
    expect(honest.length).toBeLessThan(1024 * 1024);
    expect((await refusal(honest)).code).toBe('too_big_unpacked');
    const lying = zip([workbookXml, { name: 'xl/worksheets/sheet1.xml', data: nothing, saysBytes: 10 }]);
    expect((await refusal(lying)).code).toBe('not_a_workbook');
  }, 30_000);
});

describe('the head of a sheet', () => {
  const heads = Object.values(ledgerForm.columns).map(({ header }) => header);

  it('may stand in any order, with the star of what is needed, and with what only the export tells', async () => {
    const book = await ledgerBook([ledgerLine(7)], [...heads].reverse().concat('分包领导'));
    const { rows, faults } = await readSheet(book, ledgerForm);
    expect(faults).toEqual([]);
    expect(rows[0]).toMatchObject({ row: 2, values: { code: 'XM-00007', total: 10_075_000, startedOn: '2022-03-01' } });
  });

  it('is refused where a column is missing, unknown or there twice, and says which', async () => {
    const line = [ledgerLine(1)];
    expect(
      await refusal(
        await ledgerBook(
          line,
          heads.filter((head) => head !== '级别'),
        ),
      ),
    ).toMatchObject({
      code: 'column_missing',
      args: { header: '级别' },
    });
    expect(await refusal(await ledgerBook(line, [...heads, '年产值']))).toMatchObject({
      code: 'column_unknown',
      header: '年产值',
      column: 'S',
    });
    expect((await refusal(await ledgerBook(line, [...heads, '地址']))).code).toBe('column_twice');
    expect((await refusal(await ledgerBook([]))).code).toBe('no_rows');
  });
});

describe('a cell', () => {
  const read = async (changes: Record<string, exceljs.CellValue>) => {
    const { rows, faults } = await readSheet(await ledgerBook([{ ...ledgerLine(1), ...changes }]), ledgerForm);
    return { values: rows[0]!.values, faults: faults.map(({ header, code }) => `${header} ${code}`) };
  };

  it('of money is whole yuan, typed or computed', async () => {
    expect((await read({ '总投资（万元）': '1,234.5' })).values.total).toBe(12_345_000);
    expect((await read({ '总投资（万元）': 0.1 + 0.2 })).values.total).toBe(3_000);
    expect((await read({ '总投资（万元）': 0.0001 })).values.total).toBe(1);
    expect((await read({ '总投资（万元）': 1.23456 })).faults).toEqual(['总投资（万元） not_whole_yuan']);
    expect((await read({ '总投资（万元）': -5 })).faults).toEqual(['总投资（万元） negative']);
    expect((await read({ '总投资（万元）': '一千万' })).faults).toEqual(['总投资（万元） not_a_number']);
    expect((await read({ '总投资（万元）': 1e14 })).faults).toEqual(['总投资（万元） out_of_range']);
  });

  it('of a day is one however it is typed, and no other day', async () => {
    for (const typed of ['2023-3-1', '2023/03/01', '2023.3.1', '2023年3月1日', new Date(Date.UTC(2023, 2, 1))])
      expect((await read({ 开工日期: typed })).values.startedOn).toBe('2023-03-01');
    expect((await read({ 开工日期: '2023-02-29' })).faults).toEqual(['开工日期 not_a_date']);
    expect((await read({ 开工日期: 44986 })).faults).toEqual(['开工日期 not_a_date']);
    expect((await read({ 开工日期: '1899-12-31' })).faults).toEqual(['开工日期 not_a_date']);
  });

  it('with a formula or an error is no value', async () => {
    expect((await read({ '总投资（万元）': { formula: '1+1', result: 2 } })).faults).toEqual([
      '总投资（万元） formula',
    ]);
    expect((await read({ 项目名称: { error: '#REF!' } })).faults).toEqual(['项目名称 error_value']);
    const rich = await read({ 项目名称: { richText: [{ text: '示范' }, { text: '路', font: { bold: true } }] } });
    expect(rich.values.name).toBe('示范路');
  });
});

it('the template is a sheet that can be read back once it is filled in', async () => {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load((await writeTemplate(ledgerForm)) as unknown as ArrayBuffer, {
    ignoreNodes: ['dataValidations'],
  });
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['项目台账', '填写说明']);
  const sheet = workbook.getWorksheet('项目台账')!;
  const line = ledgerLine(1);
  const heads = (sheet.getRow(1).values as string[]).slice(1);
  sheet.addRow(heads.map((head) => line[head.replace('*', '')] ?? null));
  const { rows, faults } = await readSheet(Buffer.from(await workbook.xlsx.writeBuffer()), ledgerForm);
  expect({ rows: rows.length, faults }).toEqual({ rows: 1, faults: [] });
}, 30_000);
