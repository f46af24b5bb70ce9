import { describe, expect, it } from '@jest/globals';
import { defaultLadder, validateLadder } from './default-ladder.js';
import type { Ladder, Rung } from './types.js';

const [first, second, third, fourth, fifth, sixth] = defaultLadder.rungs as readonly [
  Rung,
  Rung,
  Rung,
  Rung,
  Rung,
  Rung,
];
const codeOf = (changes: Partial<Ladder>): string => {
  const result = validateLadder({ ...defaultLadder, ...changes });
  return result.ok ? 'valid' : result.refusal.code;
};
const withSecond = (changes: Partial<Rung>): Partial<Ladder> => ({
  rungs: [first, { ...second, ...changes }, third, fourth, fifth, sixth],
});

describe('the default ladder', () => {
  it('is the table people know', () => {
    expect(
      defaultLadder.rungs.map(({ number, answeredBy, respondWorkdays, resolveWorkdays }) => [
        number,
        answeredBy,
        respondWorkdays,
        resolveWorkdays,
      ]),
    ).toEqual([
      [1, 'office', 1, 2],
      [2, 'department', 1, 3],
      [3, 'leader', 1, 3],
      [4, 'meeting', null, null],
      [5, 'principal', 1, 5],
      [6, 'city', null, null],
    ]);
    expect(defaultLadder.rungs.filter(({ whistle }) => whistle !== null)).toEqual([
      expect.objectContaining({ number: 2, whistle: { signHours: 1, contactHours: 24 } }),
    ]);
    expect(codeOf({})).toBe('valid');
  });
});

describe('a ladder', () => {
  it.each<[string, Partial<Ladder>, string]>([
    ['without rungs', { rungs: [] }, 'ladder.no_rungs'],
    ['with a gap', { rungs: [first, third] }, 'ladder.misnumbered'],
    ['out of order', { rungs: [second, first] }, 'ladder.misnumbered'],
    ['of seven rungs', { rungs: [...defaultLadder.rungs, sixth] }, 'ladder.misnumbered'],
    ['with nobody twice', withSecond({ answeredBy: 'office' }), 'ladder.answerers_out_of_order'],
    [
      'where the leader comes before the department',
      { rungs: [{ ...first, answeredBy: 'leader' }, second] },
      'ladder.answerers_out_of_order',
    ],
    ['with a clock of no days', withSecond({ resolveWorkdays: 0 }), 'ladder.bad_clock'],
    ['with half a day', withSecond({ resolveWorkdays: 2.5 }), 'ladder.bad_clock'],
    ['that responds after it resolves', withSecond({ respondWorkdays: 4 }), 'ladder.bad_clock'],
    ['on which a problem could lie for ever', withSecond({ resolveWorkdays: null }), 'ladder.clock_required'],
    [
      'with a clock for the city',
      { rungs: [first, { ...sixth, number: 2, resolveWorkdays: 3 }] },
      'ladder.clock_not_ours',
    ],
    ['with contact before signature', withSecond({ whistle: { signHours: 2, contactHours: 1 } }), 'ladder.bad_whistle'],
    ['with a whistle of no time', withSecond({ whistle: { signHours: 0, contactHours: 1 } }), 'ladder.bad_whistle'],
    [
      'with a whistle without end',
      withSecond({ whistle: { signHours: 1, contactHours: Infinity } }),
      'ladder.bad_whistle',
    ],
    ['without time to verify', { verifyWorkdays: 0 }, 'ladder.bad_setting'],
    ['with a reminder after the due day', { reminderWorkdaysBefore: -1 }, 'ladder.bad_setting'],
    ['that refers up at no time', { thirdTimeOnAgenda: 0 }, 'ladder.bad_setting'],
    ['of two rungs', { rungs: [first, second] }, 'valid'],
    ['with no response clock', withSecond({ respondWorkdays: null }), 'valid'],
  ])('%s', (_, changes, expected) => {
    expect(codeOf(changes)).toBe(expected);
  });
});
