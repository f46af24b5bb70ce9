import { describe, expect, it } from '@jest/globals';
import { parseInstant, type Instant } from '../calendar/index.js';
import { defaultLadder, type Passage, type RungNumber } from '../ladder/index.js';
import { changeableUntil, rate, type Rating } from './rating.js';

const at = (moment: string): Instant => parseInstant(moment)!;
const stay = (rung: RungNumber, how: Passage['how'] = 'filed'): Passage => ({
  rung,
  how,
  enteredAt: at('2023-03-01T10:00:00+08:00'),
  leftAt: null,
  reason: null,
  by: null,
});
const problem = {
  status: 'struckOff' as const,
  reopened: 1,
  passages: [stay(1), stay(2, 'expired')],
  leadDepartmentId: 'power',
  filingUnitId: 'north',
};
const said = { personId: 'p', unitId: 'north', score: 'satisfied' as const, text: '' };
const now = at('2023-03-31T17:59:00+08:00');
const codeOf = (
  ...[of, before, command, moment]: [Partial<typeof problem> | object, Rating | null, object, Instant?]
) => {
  const result = rate({ ...problem, ...of }, before, { ...said, ...command }, defaultLadder, moment ?? now);
  return result.ok ? result.value : result.refusal.code;
};

describe('rating a department', () => {
  it('is for the filer’s unit, once the problem is struck off', () => {
    expect(codeOf({}, null, { text: ' 很快 ' })).toEqual({
      departmentId: 'power',
      turn: 1,
      score: 'satisfied',
      text: '很快',
      ratedBy: 'p',
      ratedAt: now,
      changedAt: null,
    });
    for (const status of ['open', 'claimed', 'withdrawn', 'merged'])
      expect(codeOf({ status }, null, {})).toBe('rating.not_struck_off');
    expect(codeOf({}, null, { unitId: 'south' })).toBe('rating.not_yours');
    expect(codeOf({ filingUnitId: null }, null, { unitId: null })).toBe('rating.not_yours');
  });

  it('needs a department that was asked', () => {
    expect(codeOf({ passages: [stay(1)] }, null, {})).toBe('rating.no_department');
    expect(codeOf({ passages: [stay(1), stay(2, 'skipped'), stay(3)] }, null, {})).toBe('rating.no_department');
    expect(codeOf({ leadDepartmentId: null }, null, {})).toBe('rating.no_department');
  });

  it('says why when nobody is satisfied', () => {
    expect(codeOf({}, null, { score: 'unsatisfied', text: '  ' })).toBe('rating.text_required');
    expect(codeOf({}, null, { score: 'unsatisfied', text: '拖' })).toMatchObject({ score: 'unsatisfied', text: '拖' });
  });

  it('may be changed until its month is over, and counts in that month', () => {
    const before = codeOf({}, null, {}) as Rating;
    expect(changeableUntil(before)).toBe('2023-04-01');
    const later = at('2023-03-31T23:59:59+08:00');
    expect(codeOf({}, before, { score: 'basically' }, later)).toMatchObject({
      score: 'basically',
      ratedAt: now,
      changedAt: later,
    });
    expect(codeOf({}, before, { score: 'basically' }, at('2023-04-01T00:00:00+08:00'))).toBe('rating.month_over');
  });
});
