import { describe, expect, it } from '@jest/globals';
import { kindOrder, readNumber, shapes, valueAt, withValue } from './policy-shape.js';

const rules = { series: [{ weekday: 1, cutOff: { workdaysBefore: 2, at: '18:00' } }, { weekday: 3 }] };

describe('a policy as a form', () => {
  it('has a place in the order for every shape', () => {
    expect(Object.keys(shapes).sort()).toEqual([...kindOrder].sort());
  });

  it('changes one value and nothing beside it', () => {
    const changed = withValue(rules, ['series', 0, 'cutOff', 'workdaysBefore'], 3);
    expect(valueAt(changed, ['series', 0, 'cutOff'])).toEqual({ workdaysBefore: 3, at: '18:00' });
    expect(valueAt(changed, ['series', 1])).toBe(rules.series[1]);
    expect(rules.series[0]!.cutOff!.workdaysBefore).toBe(2);
  });

  it('reads past what is not there', () => {
    expect(valueAt({ whistle: null }, ['whistle', 'signHours'])).toBeUndefined();
  });

  it.each([
    ['', null],
    [' 12 ', 12],
    ['0.5', 0.5],
    ['twelve', 'twelve'],
  ])('takes %j for %j', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
});
