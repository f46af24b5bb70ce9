import { describe, expect, it } from '@jest/globals';
import { defaultLadder } from './default-ladder.js';
import { ladderFor, validateLadders, type LadderChoice, type Ladders, type NamedLadder } from './ladder-choice.js';
import type { Rung } from './types.js';

const ladder = (id: string, change: Partial<NamedLadder> = {}): NamedLadder => ({
  ...defaultLadder,
  id,
  name: id,
  ...change,
});
const choice = (category: string | null, severity: LadderChoice['severity'], ladderId: string): LadderChoice => ({
  category,
  severity,
  ladderId,
});
const four = ['usual', 'fast', 'land', 'fast-land'].map((id) => ladder(id));
const ladders: Ladders = {
  ladders: four,
  byDefault: 'usual',
  choices: [choice(null, 'urgent', 'fast'), choice('land', null, 'land'), choice('land', 'urgent', 'fast-land')],
};

describe('the ladder of a new problem', () => {
  it.each([
    ['funding', 'normal', 'usual'],
    ['funding', 'urgent', 'fast'],
    ['land', 'normal', 'land'],
    ['land', 'urgent', 'fast-land'],
  ] as const)('of %s, %s, is %s, in whatever order the choices stand', (category, severity, id) => {
    for (const choices of [ladders.choices, ladders.choices.toReversed()])
      expect(ladderFor({ ...ladders, choices }, { category, severity })?.id).toBe(id);
  });

  it('follows the category where only one of two choices fits on each side', () => {
    const choices = [choice(null, 'urgent', 'fast'), choice('land', null, 'land')];
    expect(ladderFor({ ...ladders, choices }, { category: 'land', severity: 'urgent' })?.id).toBe('land');
  });

  it('is none where a district keeps none', () => {
    expect(
      ladderFor({ ladders: [], byDefault: '', choices: [] }, { category: 'land', severity: 'normal' }),
    ).toBeUndefined();
  });
});

describe('ladders and choices', () => {
  const rungs = (change: (rung: Rung) => Partial<Rung>) =>
    defaultLadder.rungs.map((rung) => ({ ...rung, ...change(rung) }));
  const fault = (change: Partial<Ladders>) => {
    const result = validateLadders({ ...ladders, ...change });
    return result.ok ? 'ok' : [result.refusal.code, result.refusal.args.field];
  };
  const second = (change: Partial<NamedLadder>) =>
    fault({ ladders: [four[0]!, ladder('fast', change), ...four.slice(2)] });

  it('that can be lived with are taken', () => {
    expect(fault({})).toBe('ok');
    expect(fault({ ladders: [ladder('usual', { rungs: defaultLadder.rungs.slice(0, 3) })], choices: [] })).toBe('ok');
  });

  it('are refused with the ladder, rung or choice at fault', () => {
    expect(fault({ ladders: [] })).toEqual(['ladder.none', 'definition.ladders']);
    expect(fault({ ladders: [four[0]!, four[0]!] })).toEqual(['ladder.id_twice', 'definition.ladders.1.id']);
    expect(second({ rungs: rungs(({ number }) => (number === 3 ? { number: 5 } : {})) })).toEqual([
      'ladder.misnumbered',
      'definition.ladders.1.rungs.2',
    ]);
    expect(second({ rungs: rungs(({ number }) => (number === 2 ? { resolveWorkdays: 0 } : {})) })).toEqual([
      'ladder.bad_clock',
      'definition.ladders.1.rungs.1',
    ]);
    expect(second({ verifyWorkdays: 0 })).toEqual(['ladder.bad_setting', 'definition.ladders.1']);
    const withoutLeader = defaultLadder.rungs
      .filter(({ answeredBy }) => answeredBy !== 'leader')
      .map((rung, index) => ({ ...rung, number: (index + 1) as Rung['number'] }));
    expect(second({ rungs: withoutLeader })).toEqual(['ladder.meeting_elsewhere', 'definition.ladders.1.rungs.2']);
    expect(fault({ byDefault: 'nowhere' })).toEqual(['ladder.default_unknown', 'definition.byDefault']);
    expect(fault({ choices: [choice('land', null, 'nowhere')] })).toEqual([
      'ladder.choice_unknown',
      'definition.choices.0.ladderId',
    ]);
    expect(fault({ choices: [choice(null, null, 'fast')] })).toEqual([
      'ladder.choice_of_nothing',
      'definition.choices.0',
    ]);
    expect(fault({ choices: [...ladders.choices, choice('land', null, 'fast')] })).toEqual([
      'ladder.choice_twice',
      'definition.choices.3',
    ]);
  });
});
