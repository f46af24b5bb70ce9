import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { dateOf, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { standingWords } from '#domain/commitment/index.js';
import type { CommitmentView } from './commitment.dto.js';
import type { HandOverSheet } from './hand-over-sheet.dto.js';

// Sizes by GB/T 9704: title 二号, heads 三号 黑体, text 三号 仿宋; tables a little smaller, so that they hold. Half points.
const TITLE = 44;
const HEAD = 32;
const TEXT = 28;
const CELL = 22;
/** Where a machine lacks the official faces, the common ones stand in: the name of each is tried in turn by Word. */
const fonts = { title: '方正小标宋简体', head: '黑体', text: '仿宋_GB2312' } as const;
/** A4 with the standard's margins, in twentieths of a point: 37 mm above, 28 mm left, 26 mm right, 35 mm below. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, left: 1_587, right: 1_474, bottom: 1_984 },
};

const rungs = ['', '现场', '部门', '分包领导', '周工作例会', '区主要领导', '报市'];
const statuses: Readonly<Record<string, string>> = { open: '办理中', claimed: '待核实' };
const conditions: Readonly<Record<string, string>> = {
  normal: '正常',
  slow: '缓慢',
  stopped: '停工',
  notStarted: '未开工',
};
const kinds: Readonly<Record<CommitmentView['kind'], string>> = {
  plan: '年度投资计划',
  milestone: '里程碑',
  visits: '走访',
  team: '服务专班',
};

/** The sheet as a Word document to be printed and signed; a draft says so in its title. */
export async function handOverDocument(sheet: HandOverSheet): Promise<Buffer> {
  const document = new Document({
    creator: '督办',
    title: '分包交接单',
    styles: {
      default: { document: { run: { font: { eastAsia: fonts.text, ascii: 'Times New Roman' }, size: TEXT } } },
    },
    sections: [{ properties: { page }, children: [...head(sheet), ...body(sheet), ...signatures()] }],
  });
  return Packer.toBuffer(document);
}

function head(sheet: HandOverSheet): (Paragraph | Table)[] {
  const { project, from, to, on, contract } = sheet;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 400 },
      children: [run(`分包交接单${sheet.frozenAt === null ? '（草稿）' : ''}`, TITLE, fonts.title)],
    }),
    table(
      [15, 35, 15, 35],
      [
        ['项目', project.name, '编号', project.code],
        ['办事处', project.office, '建设单位', project.company],
        ['移交领导', from.name, '接收领导', to?.name ?? ''],
        ['分包起始', day(contract.from), '交接日期', on === null ? '' : day(on)],
      ],
    ),
  ];
}

function body(sheet: HandOverSheet): (Paragraph | Table)[] {
  const { commitments } = sheet.contract;
  const visits = commitments.find(({ kind }) => kind === 'visits');
  return [
    section('一、承诺事项及兑现情况'),
    table(
      [30, 14, 56],
      [
        ['承诺', '情况', '说明'],
        ...commitments.map((each) => [nameOf(each), standingWords[each.standing].zh, each.why.zh]),
      ],
    ),
    ...changesOf(commitments),
    section('二、走访情况'),
    ...((visits?.months ?? []).length === 0
      ? [text('无。')]
      : [
          table(
            [25, 20, 20, 35],
            [
              ['月份', '应走访', '已走访', '日期'],
              ...visits!.months!.map(({ month, asked, visited, days }) => [
                month.slice(0, 7),
                `${asked}`,
                `${visited}`,
                days.map((each) => each.slice(5)).join('、'),
              ]),
            ],
          ),
        ]),
    ...sheet.visits.map(({ on, by, condition, seen }) =>
      text(`${day(on)}，${by.name}：现场${conditions[condition] ?? condition}。${seen}`),
    ),
    section('三、未办结问题'),
    ...(sheet.problems.length === 0
      ? [text('无。')]
      : [
          table(
            [20, 36, 22, 22],
            [
              ['编号', '问题', '所在层级', '办结时限'],
              ...sheet.problems.map((each) => [
                each.number,
                each.title,
                `第${each.rung}级（${rungs[each.rung] ?? ''}）${statuses[each.status] ?? ''}`,
                each.resolutionDueAt === null
                  ? '—'
                  : `${moment(each.resolutionDueAt)}${each.overdue ? '（已逾期）' : ''}`,
              ]),
            ],
          ),
        ]),
    section('四、未销号议定事项'),
    ...(sheet.decisions.length === 0
      ? [text('无。')]
      : [
          table(
            [20, 44, 18, 18],
            [
              ['编号', '事项', '牵头单位', '时限'],
              ...sheet.decisions.map((each) => [
                each.number,
                each.text,
                each.leadUnit,
                `${moment(each.dueAt)}${each.overdue ? '（已逾期）' : ''}`,
              ]),
            ],
          ),
        ]),
    section('五、分包结果'),
    text(sheet.result === '' ? '（待填写）' : sheet.result),
    section('六、移交领导的话'),
    text(sheet.words === '' ? '无。' : sheet.words),
  ];
}

function changesOf(commitments: readonly CommitmentView[]): Paragraph[] {
  return commitments.flatMap(({ milestone }) =>
    (milestone?.changes ?? [])
      .filter(({ kind }) => kind === 'moved')
      .map(({ fromOn, toOn, reason, by, at }) =>
        text(`${milestone!.name}由${day(fromOn!)}调整为${day(toOn!)}（${moment(at)}，${by ?? '系统'}：${reason}）`),
      ),
  );
}

function nameOf({ kind, milestone, plan }: CommitmentView): string {
  if (milestone !== null) return `${kinds[kind]}：${milestone.name}`;
  return plan === null ? kinds[kind] : `${kinds[kind]}${Math.round(plan.committed / 10_000)}万元`;
}

function signatures(): (Paragraph | Table)[] {
  const line = (who: string) => text(`${who}（签字）：                        年    月    日`);
  return [new Paragraph({ spacing: { before: 400 } }), line('移交人'), line('接收人'), line('监交人')];
}

const run = (words: string, size: number, eastAsia: string) =>
  new TextRun({ text: words, size, font: { eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' } });

const section = (words: string) =>
  new Paragraph({ keepNext: true, spacing: { before: 300, after: 120 }, children: [run(words, HEAD, fonts.head)] });

function text(words: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: 2 * TEXT * 10 },
    spacing: { line: 560, lineRule: 'exact' },
    children: words
      .split('\n')
      .map((line, n) => new TextRun({ text: line, size: TEXT, ...(n > 0 ? { break: 1 } : {}) })),
  });
}

const edge = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

/** The first row is its head when there is one; widths in percent. */
function table(widths: readonly number[], rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (words, column) =>
              new TableCell({
                width: { size: widths[column]!, type: WidthType.PERCENTAGE },
                verticalAlign: VerticalAlign.CENTER,
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                children: [new Paragraph({ children: [run(words, CELL, fonts.text)] })],
              }),
          ),
        }),
    ),
  });
}

const day = (date: PlainDate): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
const moment = (instant: Instant): string => day(dateOf(instant));
