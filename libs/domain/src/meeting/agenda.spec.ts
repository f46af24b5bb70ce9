import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { admit, arrangeAgenda, isThirdTime, orderAgenda } from './agenda.js';
import type { AgendaCandidate, AgendaPlace } from './agenda.js';
import { AGENDA_SECTIONS } from './sections.js';
import type { MeetingState } from './series.js';

const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);
const cutOffAt = at('2026-09-29T18:00');
const open = { state: 'agendaOpen', cutOffAt } as const;

const climbed: AgendaCandidate = {
  problemId: 'p1',
  rung: 4,
  passages: [
    { rung: 1, how: 'filed' },
    { rung: 2, how: 'expired' },
    { rung: 3, how: 'signedUp', signedBy: 'person-1' },
    { rung: 4, how: 'expired' },
  ],
  timesOnAgenda: 0,
  enteredAt: at('2026-09-28T18:00'),
};

describe('admission to an agenda', () => {
  it('takes a problem that climbed every rung, and counts the time', () => {
    expect(admit(climbed, open)).toEqual({ ok: true, value: { times: 1, section: 'problems' } });
    expect(admit({ ...climbed, timesOnAgenda: 2 }, open)).toMatchObject({ value: { times: 3 } });
  });

  it.each([1, 3, 5, 6])('refuses a problem at rung %d', (rung) => {
    expect(admit({ ...climbed, rung }, open)).toEqual({
      ok: false,
      refusal: { code: 'agenda.not_at_meeting_rung', args: { rung } },
    });
  });

  it('refuses a problem that never stood on a lower rung, and names the rungs', () => {
    const passages = climbed.passages.filter((passage) => passage.rung === 1 || passage.rung === 4);
    expect(admit({ ...climbed, passages }, open)).toEqual({
      ok: false,
      refusal: { code: 'agenda.lower_rungs_not_tried', args: { missing: '2,3' } },
    });
  });

  it.each([
    ['somebody signed the reason', 'person-2', true],
    ['nobody signed', null, false],
    ['the signature is blank', '', false],
    ['the signature is missing', undefined, false],
  ])('takes a skipped rung when %s', (_when, signedBy, admitted) => {
    const passages = climbed.passages.map((passage) =>
      passage.rung === 2 ? { rung: 2, how: 'skipped' as const, signedBy } : passage,
    );
    const result = admit({ ...climbed, passages }, open);
    expect(result.ok).toBe(admitted);
    if (!result.ok) expect(result.refusal.args).toEqual({ missing: '2' });
  });

  it('does not ask again for rungs tried before the problem was sent down', () => {
    const passages = [...climbed.passages, { rung: 2, how: 'sentDown' as const }, { rung: 4, how: 'expired' as const }];
    expect(admit({ ...climbed, passages }, open).ok).toBe(true);
  });

  it('ends after the moment of the cut-off', () => {
    expect(admit({ ...climbed, enteredAt: cutOffAt }, open).ok).toBe(true);
    expect(admit({ ...climbed, enteredAt: (cutOffAt + 1) as Instant }, open)).toEqual({
      ok: false,
      refusal: { code: 'agenda.cut_off_passed', args: { cutOffAt: '2026-09-29T18:00:00+08:00' } },
    });
  });

  it.each<[MeetingState, boolean]>([
    ['planned', true],
    ['agendaOpen', true],
    ['agendaLocked', true],
    ['inSession', false],
    ['minutesDraft', false],
    ['published', false],
    ['passed', false],
    ['cancelled', false],
  ])('of a meeting that is %s: %s', (state, admitted) => {
    const result = admit(climbed, { state, cutOffAt });
    expect(result.ok).toBe(admitted);
    if (!result.ok) expect(result.refusal).toEqual({ code: 'agenda.closed', args: { state } });
  });
});

describe('the third time on an agenda', () => {
  it('is the third and every later one, or what the ladder says', () => {
    expect([1, 2, 3, 4].map((times) => isThirdTime(times))).toEqual([false, false, true, true]);
    expect(isThirdTime(2, 2)).toBe(true);
  });
});

describe('the order of an agenda', () => {
  const place = (id: string, over: Partial<AgendaPlace> = {}): AgendaPlace => ({
    id,
    section: 'problems',
    times: 1,
    severity: 'normal',
    enteredAt: at('2026-09-20T09:00'),
    ...over,
  });

  it('is section, times, severity, waiting, id', () => {
    const inOrder = [
      place('z', { section: 'decisionsDue' }),
      place('y', { section: 'redProjects', times: 9 }),
      place('x', { times: 3 }),
      place('w', { times: 2, severity: 'urgent' }),
      place('v', { times: 2, enteredAt: at('2026-01-01T09:00') }),
      place('u', { times: 2 }),
      place('s'),
      place('t'),
      place('a', { section: 'monthGaps', severity: 'urgent' }),
      place('b', { section: 'readiness', severity: 'urgent', times: 9 }),
    ];
    const shuffled = [5, 8, 0, 7, 2, 9, 4, 1, 6, 3].map((index) => inOrder[index] ?? place('never'));
    expect(orderAgenda(shuffled).map((item) => item.id)).toEqual(inOrder.map((item) => item.id));
  });

  it('does not depend on the order in which items come, and leaves the input alone', () => {
    const anyPlaces = fc.uniqueArray(
      fc.record<AgendaPlace>({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        section: fc.constantFrom(...AGENDA_SECTIONS),
        times: fc.integer({ min: 1, max: 3 }),
        severity: fc.constantFrom('urgent', 'normal'),
        enteredAt: fc.integer({ min: 0, max: 3 }).map((n) => n as Instant),
      }),
      { selector: (item) => item.id, maxLength: 12 },
    );
    fc.assert(
      fc.property(anyPlaces, fc.infiniteStream(fc.nat()), (items, numbers) => {
        const keys = new Map(items.map((item) => [item.id, numbers.next().value as number]));
        const shuffled = items.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        const before = [...shuffled];
        expect(orderAgenda(shuffled)).toEqual(orderAgenda(items));
        expect(shuffled).toEqual(before);
      }),
    );
  });
});

describe('an agenda that somebody arranged', () => {
  const anyItems = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      section: fc.constantFrom(...AGENDA_SECTIONS),
      times: fc.integer({ min: 1, max: 3 }),
      severity: fc.constantFrom<AgendaPlace['severity']>('urgent', 'normal'),
      enteredAt: fc.integer({ min: 0, max: 3 }).map((n) => n as Instant),
      position: fc.integer({ min: 0, max: 9 }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );

  it('puts what came since behind the last of its section, else at the end', () => {
    const place = (id: string, section: AgendaPlace['section'], position: number) => {
      const enteredAt = 0 as Instant;
      return { id, section, position, times: 1, severity: 'normal' as const, enteredAt };
    };
    const items = [
      place('D', 'readiness', 0),
      place('B', 'redProjects', 2),
      place('C', 'problems', 0),
      place('A', 'problems', 1),
    ];
    expect(arrangeAgenda(items).map(({ id }) => id)).toEqual(['A', 'C', 'B', 'D']);
  });

  it('keeps every item once and the arranged ones in their order; arranged by nobody it is the order by rule', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const arranged = arrangeAgenda(items);
        expect(new Set(arranged)).toEqual(new Set(items));
        expect(arranged).toHaveLength(items.length);
        const positions = arranged.filter(({ position }) => position > 0).map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
        const byNobody = items.map((item) => ({ ...item, position: 0 }));
        expect(arrangeAgenda(byNobody)).toEqual(orderAgenda(byNobody));
      }),
    );
  });
});
