/** How a value of a policy is written and read. `nullable` ones are empty where there is none. */
export type LeafKind =
  'number' | 'time' | 'text' | 'days' | 'weekday' | 'edge' | 'chair' | 'ladder' | 'choice' | 'many';

export interface Leaf {
  readonly key: string;
  readonly as: LeafKind;
  readonly nullable?: boolean;
  /** Of a choice; each has its words under `policy.value.<key>`. */
  readonly values?: readonly string[];
}

/** A list of like things, each with a title of its own. */
export interface List {
  readonly key: string;
  readonly list: readonly Node[];
  /** What a new one begins as; left out where the list is fixed. */
  readonly fresh?: (there: readonly unknown[]) => unknown;
}

/** Values that belong together under one name. */
export interface Part {
  readonly key: string;
  readonly part: readonly Node[];
}

export type Node = Leaf | List | Part;
export type Path = readonly (string | number)[];

const number = (key: string, nullable = false): Leaf => ({ key, as: 'number', nullable });
const leadTime = (key: string): Part => ({ key, part: [number('workdaysBefore'), { key: 'at', as: 'time' }] });

const actions = [
  'remindOffice',
  'leaderLooks',
  'agendaCandidate',
  'agendaItem',
  'tellPrincipal',
  'blueCard',
  'yellowCard',
  'redCard',
  'talk',
];
const categories = ['land', 'environment', 'construction', 'funding', 'approval', 'relocation', 'utilities', 'other'];

/** What each kind of policy consists of, in the order people think of it. */
export const shapes: Readonly<Record<string, readonly Node[]>> = {
  'working-hours': [
    { key: 'startsAt', as: 'time' },
    { key: 'endsAt', as: 'time' },
  ],
  'visit-duty': [number('visitsPerMonth'), { key: 'reminderDays', as: 'days' }],
  'cool-down': [number('workdays')],
  'decision-ladder': [
    number('reminderWorkdaysBefore'),
    number('remindAgainWorkdays'),
    number('principalWorkdays'),
    number('verifyWorkdays'),
  ],
  'meeting-rules': [
    {
      key: 'series',
      list: [
        { key: 'weekday', as: 'weekday' },
        { key: 'startsAt', as: 'time' },
        { key: 'place', as: 'text' },
        { key: 'placeEn', as: 'text' },
        { key: 'chairId', as: 'chair' },
        leadTime('cutOff'),
        leadTime('approval'),
      ],
    },
  ],
  lights: [
    {
      key: 'bands',
      list: [
        { key: 'light', as: 'choice', values: ['red', 'yellow', 'green'] },
        { key: 'from', as: 'edge' },
        { key: 'to', as: 'edge' },
      ],
      fresh: () => ({ light: 'green', from: null, to: null }),
    },
  ],
  closing: [
    {
      key: 'links',
      list: [
        number('actsBelowPercent'),
        number('warnWorkdaysBefore', true),
        { key: 'actions', as: 'many', values: actions },
      ],
    },
    { key: 'cardsFor', as: 'choice', values: ['project', 'office'] },
    number('agendaAtMost'),
    number('lookWorkdays'),
  ],
  ladders: [
    {
      key: 'ladders',
      list: [
        { key: 'name', as: 'text' },
        {
          key: 'rungs',
          list: [
            number('respondWorkdays', true),
            number('resolveWorkdays', true),
            { key: 'whistle', part: [number('signHours'), number('contactHours')] },
          ],
        },
        number('verifyWorkdays'),
        number('reminderWorkdaysBefore'),
        number('thirdTimeOnAgenda'),
      ],
      fresh: (there) => ({ ...(there.at(-1) as object), id: crypto.randomUUID(), version: 1, name: '' }),
    },
    { key: 'byDefault', as: 'ladder' },
    {
      key: 'choices',
      list: [
        { key: 'category', as: 'choice', values: categories, nullable: true },
        { key: 'severity', as: 'choice', values: ['normal', 'urgent'], nullable: true },
        { key: 'ladderId', as: 'ladder' },
      ],
      fresh: () => ({ category: null, severity: null, ladderId: '' }),
    },
  ],
};

/** The order in which they are shown; one that is not named here comes last. */
export const kindOrder = [
  'ladders',
  'decision-ladder',
  'meeting-rules',
  'working-hours',
  'visit-duty',
  'cool-down',
  'lights',
  'closing',
];

export function valueAt(definition: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null)?.[step], definition);
}

/** The definition with another value at a path; everything else is what it was. */
export function withValue(definition: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(definition))
    return definition.map((each: unknown, index) => (index === step ? withValue(each, rest, value) : each));
  const object = definition as Record<string, unknown>;
  return { ...object, [step]: withValue(object[step], rest, value) };
}

/** Numbers are kept as they are typed until they are sent. */
export function readNumber(text: string): number | string | null {
  const typed = text.trim();
  if (typed === '') return null;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
