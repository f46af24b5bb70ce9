import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  PageNumber,
  Packer,
  Paragraph,
  TextRun,
  type IParagraphOptions,
} from 'docx';
import type { MinutesView } from './meeting-minutes.dto.js';
import { paperWords, type PaperLanguage, type PaperWords } from './meeting.docx-words.js';

/** What the head of the paper says beside the minutes. */
export interface PaperHead {
  readonly district: string;
  readonly series: string;
  readonly seriesEn: string;
  readonly year: number;
  readonly number: number;
}

type Face = 'title' | 'body' | 'heading' | 'subheading' | 'footer';

/** 小标宋 2号, 仿宋 3号, 黑体, 楷体, 宋体 4号. Sizes are half-points; the Latin letters are Times, as usual. */
const FACES: Readonly<Record<Face, { readonly eastAsia: string; readonly size: number }>> = {
  title: { eastAsia: '方正小标宋简体', size: 44 },
  body: { eastAsia: '仿宋', size: 32 },
  heading: { eastAsia: '黑体', size: 32 },
  subheading: { eastAsia: '楷体', size: 32 },
  footer: { eastAsia: '宋体', size: 28 },
};

/** Twentieths of a point, rounded as Word does. */
const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);

/** 28 points between lines, in twentieths; one character of 3号 is 16 points wide. */
const LINE = 560;
const CHARACTER = 320;

/**
 * Minutes as a Word document laid out by GB/T 9704: A4, margins 37/35/28/26 mm, 22 lines of 28 characters, the title in
 * 小标宋 2号, the body in 仿宋 3号, page numbers outside at the foot. In English the headings are English and the words stay
 * as they were written.
 */
export async function minutesDocx(minutes: MinutesView, head: PaperHead, language: PaperLanguage): Promise<Uint8Array> {
  const words = paperWords[language];
  const document = new Document({
    creator: head.district,
    title: words.title(head),
    description: words.number(head.year, head.number),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: runOf('body'), paragraph: { spacing: spacing() } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(37),
              bottom: twips(35),
              left: twips(28),
              right: twips(26),
              footer: twips(28),
            },
          },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...headOf(minutes, head, words),
          ...bodyOf(minutes, words),
          ...attendanceOf(minutes, words),
          ...correctionOf(minutes, words),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function headOf({ state, whole, edition }: MinutesView, head: PaperHead, words: PaperWords): Paragraph[] {
  const marks = [
    ...(state === 'draft' ? [words.draft] : []),
    ...(edition > 1 ? [words.corrected(edition)] : []),
    ...(whole ? [] : [words.excerpt]),
  ];
  return [
    line([run(words.title(head), 'title')], { alignment: AlignmentType.CENTER }),
    line([run(words.number(head.year, head.number), 'body')], { alignment: AlignmentType.CENTER }),
    ...(marks.length === 0 ? [] : [line([run(marks.join(' '), 'subheading')], { alignment: AlignmentType.CENTER })]),
    new Paragraph({
      spacing: spacing(),
      border: { top: { style: BorderStyle.SINGLE, size: 12, space: 1, color: '000000' } },
      children: [],
    }),
  ];
}

function bodyOf({ content: { opening, items, closing } }: MinutesView, words: PaperWords): Paragraph[] {
  return [
    ...wordsOf(opening),
    ...items.flatMap((item, index) => [
      indented([run(words.itemHeading(index + 1, item.title), 'heading')]),
      ...(item.reference === '' && item.times < 2
        ? []
        : [indented([run(words.reference(item.reference, item.times), 'subheading')])]),
      ...wordsOf(item.text),
      ...item.decisions.map((decision, place) => {
        const { number, text, leadUnit, handlingUnits, assistingUnits, dueOn } = decision;
        const who = words.duty({ number, leadUnit, handlingUnits, assistingUnits, dueOn });
        return indented([run(words.decisionHeading(place + 1), 'subheading'), run(text, 'body'), run(who, 'body')]);
      }),
    ]),
    ...wordsOf(closing),
  ];
}

/** 出席、请假、列席: a line apart, the names hanging behind the colon. */
function attendanceOf({ content: { present, excused, sittingIn } }: MinutesView, words: PaperWords): Paragraph[] {
  const named = excused.map(({ name, reason }) => words.excusedName(name, reason));
  return (
    [
      [words.present, present],
      [words.excused, named],
      [words.sittingIn, sittingIn],
    ] as const
  ).flatMap(([label, names], index) =>
    names.length === 0
      ? []
      : [
          line([run(label, 'heading'), run(names.join(words.comma), 'body')], {
            indent: { left: 5 * CHARACTER, hanging: 3 * CHARACTER },
            ...(index === 0 && { spacing: { ...spacing(), before: LINE } }),
          }),
        ],
  );
}

function correctionOf({ edition, reason, changes }: MinutesView, words: PaperWords): Paragraph[] {
  if (edition === 1 || changes.length === 0) return [];
  return [
    line([run(words.correction, 'heading'), run(reason ?? '', 'body')], {
      indent: { firstLine: 2 * CHARACTER },
      spacing: { ...spacing(), before: LINE },
    }),
    ...changes.map(({ field, before, after }, index) =>
      indented([run(words.change(index + 1, field, before, after), 'body')]),
    ),
  ];
}

/** Somebody's words, one paragraph for each line of them. */
function wordsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .filter((part) => part.trim() !== '')
    .map((part) => indented([run(part, 'body')]));
}

function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: CHARACTER, right: CHARACTER },
        children: [new TextRun({ ...runOf('footer'), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

const spacing = () => ({ line: LINE, lineRule: LineRuleType.EXACT });

function line(children: TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: spacing(), ...options, children });
}

function indented(children: TextRun[]): Paragraph {
  return line(children, { indent: { firstLine: 2 * CHARACTER }, alignment: AlignmentType.BOTH });
}

function run(text: string, face: Face): TextRun {
  return new TextRun({ ...runOf(face), text });
}

function runOf(face: Face) {
  const { eastAsia, size } = FACES[face];
  return { size, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia } };
}
