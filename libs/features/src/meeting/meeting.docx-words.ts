export type PaperLanguage = 'zh' | 'en';

interface Duty {
  readonly number: string;
  readonly leadUnit: string;
  readonly handlingUnits: readonly string[];
  readonly assistingUnits: readonly string[];
  readonly dueOn: string;
}

/** What the paper itself says, around the words of the minutes. */
export interface PaperWords {
  title(head: { readonly series: string; readonly seriesEn: string }): string;
  number(year: number, number: number): string;
  readonly draft: string;
  corrected(edition: number): string;
  readonly excerpt: string;
  itemHeading(place: number, title: string): string;
  reference(reference: string, times: number): string;
  decisionHeading(place: number): string;
  duty(duty: Duty): string;
  readonly present: string;
  readonly excused: string;
  readonly sittingIn: string;
  excusedName(name: string, reason: string | null): string;
  readonly comma: string;
  readonly correction: string;
  change(place: number, field: string, before: string | null, after: string | null): string;
}

const fieldsZh: Readonly<Record<string, string>> = {
  opening: '开头',
  closing: '结尾',
  present: '出席',
  excused: '请假',
  sittingIn: '列席',
  title: '议题',
  text: '内容',
  decisions: '议定事项',
  item: '议题',
};

export const paperWords: Readonly<Record<PaperLanguage, PaperWords>> = {
  zh: {
    title: ({ series }) => `${series}纪要`,
    number: (year, number) => `〔${year}〕第${number}次`,
    draft: '（草稿）',
    corrected: (edition) => `（更正，第${edition}版）`,
    excerpt: '（节选）',
    itemHeading: (place, title) => `${chineseNumber(place)}、${title}`,
    reference: (reference, times) =>
      `（${[reference, times > 1 ? `第${times}次上会` : ''].filter(Boolean).join('，')}）`,
    decisionHeading: (place) => `（${chineseNumber(place)}）`,
    duty: ({ number, leadUnit, handlingUnits, assistingUnits, dueOn }) =>
      `（${[
        ...(number === '' ? [] : [number]),
        `牵头单位：${leadUnit}`,
        ...(handlingUnits.length === 0 ? [] : [`承办单位：${handlingUnits.join('、')}`]),
        ...(assistingUnits.length === 0 ? [] : [`配合单位：${assistingUnits.join('、')}`]),
        `完成时限：${dayZh(dueOn)}`,
      ].join('；')}）`,
    present: '出席：',
    excused: '请假：',
    sittingIn: '列席：',
    excusedName: (name, reason) => (reason === null ? name : `${name}（${reason}）`),
    comma: '、',
    correction: '更正说明：',
    change: (place, field, before, after) =>
      `${place}．${fieldsZh[field] ?? field}：${before === null ? '新增' : `原为“${before}”`}，${
        after === null ? '现删去' : `现为“${after}”`
      }。`,
  },
  en: {
    title: ({ series, seriesEn }) => `Minutes: ${seriesEn || series}`,
    number: (year, number) => `${year}, meeting no. ${number}`,
    draft: '(Draft)',
    corrected: (edition) => `(Corrected, edition ${edition})`,
    excerpt: '(Excerpt)',
    itemHeading: (place, title) => `${place}. ${title}`,
    reference: (reference, times) =>
      `(${[reference, times > 1 ? `time ${times} on an agenda` : ''].filter(Boolean).join(', ')})`,
    decisionHeading: (place) => `(${place}) `,
    duty: ({ number, leadUnit, handlingUnits, assistingUnits, dueOn }) =>
      ` (${[
        ...(number === '' ? [] : [number]),
        `Lead unit: ${leadUnit}`,
        ...(handlingUnits.length === 0 ? [] : [`handling: ${handlingUnits.join(', ')}`]),
        ...(assistingUnits.length === 0 ? [] : [`assisting: ${assistingUnits.join(', ')}`]),
        `due: ${dueOn}`,
      ].join('; ')})`,
    present: 'Present: ',
    excused: 'Excused: ',
    sittingIn: 'Sitting in: ',
    excusedName: (name, reason) => (reason === null ? name : `${name} (${reason})`),
    comma: ', ',
    correction: 'Corrections: ',
    change: (place, field, before, after) =>
      `${place}. ${field}: ${before === null ? 'added' : `was “${before}”`}, ${after === null ? 'removed' : `now “${after}”`}.`,
  },
};

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 999 as numerals of headings: 一, 十, 十二, 二十, 一百零一. */
export function chineseNumber(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const head = hundreds === 0 ? '' : `${digits[hundreds]}百`;
  if (tens === 0) return hundreds === 0 || ones === 0 ? head + digits[ones]! : `${head}零${digits[ones]}`;
  const ten = tens === 1 && hundreds === 0 ? '十' : `${digits[tens]}十`;
  return head + ten + digits[ones]!;
}

function dayZh(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
