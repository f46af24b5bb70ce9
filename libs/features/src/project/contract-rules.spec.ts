import { describe, expect, it } from '@jest/globals';
import { plainDate, type PlainDate } from '#domain/calendar/index.js';
import { assignable, handOverable, type ContractTerm } from './contract-rules.js';

const day = (text: string): PlainDate => plainDate(text);
const term = (leaderId: string, from: string, to: string | null): ContractTerm => ({
  leaderId,
  from: day(from),
  to: to === null ? null : day(to),
});
const today = day('2026-03-10');
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);

describe('assigning a leader', () => {
  const closed = [term('a', '2025-01-01', '2025-06-01'), term('b', '2025-06-01', '2026-01-01')];

  it.each([
    ['a project without contracts, from today', [], '2026-03-10', 'ok'],
    ['after the last one, from the very day it ended', closed, '2026-01-01', 'ok'],
    ['while the last one ran', closed, '2025-12-31', 'contract.overlaps_earlier'],
    ['in the future', [], '2026-03-11', 'contract.starts_in_future'],
    ['while one runs', [...closed, term('c', '2026-01-01', null)], '2026-03-01', 'contract.already_assigned'],
  ])('%s', (_, contracts, from, expected) => {
    expect(codeOf(assignable(contracts, day(from), today))).toBe(expected);
  });
});

describe('handing over', () => {
  const running = [term('a', '2025-01-01', '2026-01-01'), term('b', '2026-01-01', null)];

  it.each([
    ['to another leader, today', running, 'c', '2026-03-10', 'ok'],
    ['back to an earlier leader', running, 'a', '2026-02-01', 'ok'],
    ['after a single day', running, 'c', '2026-01-02', 'ok'],
    ['to the same leader', running, 'b', '2026-03-10', 'contract.same_leader'],
    ['on its first day', running, 'c', '2026-01-01', 'contract.hand_over_before_start'],
    ['before it began', running, 'c', '2025-12-01', 'contract.hand_over_before_start'],
    ['tomorrow', running, 'c', '2026-03-11', 'contract.hand_over_in_future'],
    ['of nothing', running.slice(0, 1), 'c', '2026-03-10', 'contract.not_assigned'],
  ])('%s', (_, contracts, to, on, expected) => {
    expect(codeOf(handOverable(contracts, to, day(on), today))).toBe(expected);
  });

  it('answers the contract that runs', () => {
    expect(handOverable(running, 'c', today, today)).toEqual({ ok: true, value: running[1] });
  });
});
