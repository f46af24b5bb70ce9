import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  isWorkday,
  PERIOD_KINDS,
  periodsContaining,
  plainDate,
  publishedCalendar,
  type PeriodKind,
} from '../calendar/index.js';
import {
  acts,
  cardTerm,
  closesOn,
  decideCard,
  defaultClosingPolicy,
  enclosing,
  makesGoodIn,
  periodsToClose,
  validateClosingPolicy,
  type ClosedTo,
  type ClosingPolicy,
  type OpenCard,
  type Outcome,
} from './index.js';

const calendar = publishedCalendar();
const period = (kind: PeriodKind, date: string) => periodsContaining(plainDate(date))[kind];
const closedTo = (date: string): ClosedTo =>
  Object.fromEntries(PERIOD_KINDS.map((kind) => [kind, period(kind, date).start])) as ClosedTo;

describe('when a period is closed', () => {
  it.each([
    ['week', '2023-02-20', '2023-02-27'],
    ['month', '2023-02-10', '2023-03-01'],
    ['month', '2026-09-15', '2026-10-08'],
    ['week', '2026-09-28', '2026-10-08'],
    ['month', '2026-02-10', '2026-03-02'],
    ['quarter', '2023-03-15', '2023-04-03'],
    ['year', '2023-06-01', '2024-01-02'],
  ] as const)('a %s of %s: on %s', (kind, date, on) => {
    expect(closesOn(period(kind, date), calendar)).toBe(on);
  });

  it('is a workday after its last day, with no workday between', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.constantFrom(...PERIOD_KINDS), (any, date, kind) => {
        const { end } = periodsContaining(date)[kind];
        const on = closesOn({ end }, any);
        expect(on >= end && isWorkday(any, on)).toBe(true);
        for (let day = end; day < on; day = addDays(day, 1)) expect(isWorkday(any, day)).toBe(false);
      }),
    );
  });
});

describe('what is to be closed', () => {
  it('after four weeks of downtime over a quarter’s end: each once, oldest first, shorter before longer', () => {
    const due = periodsToClose(closedTo('2023-03-20'), plainDate('2023-04-17'), calendar);
    expect(due.map(({ kind, start }) => `${kind} ${start}`)).toEqual([
      'tenDay 2023-03-11',
      'week 2023-03-20',
      'tenDay 2023-03-21',
      'month 2023-03-01',
      'quarter 2023-01-01',
      'week 2023-03-27',
      'week 2023-04-03',
      'tenDay 2023-04-01',
      'week 2023-04-10',
    ]);
  });

  it('is the same in one go as day by day', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: 1, max: 120 }), (any, date, days) => {
        const inOneGo = periodsToClose(closedTo(date), addDays(date, days), any);
        let reached = closedTo(date);
        const byDay = Array.from({ length: days }, (_, n) => addDays(date, n + 1)).flatMap((today) => {
          const due = periodsToClose(reached, today, any);
          for (const { kind, end } of due) reached = { ...reached, [kind]: end };
          return due;
        });
        expect(inOneGo).toEqual(byDay);
      }),
      { numRuns: 40 },
    );
  });
});

describe('where a shortfall goes', () => {
  it('is the next longer link', () => {
    expect(enclosing(period('week', '2023-02-27'))).toEqual(period('tenDay', '2023-03-05'));
    expect(enclosing(period('month', '2023-02-01'))).toEqual(period('quarter', '2023-01-01'));
    expect(enclosing(period('year', '2023-02-01'))).toBeNull();
  });

  it('can be made up in the shortest period that still has workdays', () => {
    expect(makesGoodIn(period('week', '2023-03-01'), calendar)).toEqual(period('tenDay', '2023-03-05'));
    expect(makesGoodIn(period('week', '2023-03-13'), calendar)).toEqual(period('tenDay', '2023-03-11'));
    // Friday the 10th is the last workday of the first ten days.
    expect(makesGoodIn(period('week', '2023-02-06'), calendar)).toEqual(period('tenDay', '2023-02-12'));
    expect(makesGoodIn(period('tenDay', '2023-02-25'), calendar)).toEqual(period('quarter', '2023-02-01'));
    // Told two weeks late, the ten-day period is over too.
    expect(makesGoodIn(period('week', '2023-03-13'), calendar, plainDate('2023-03-27'))).toEqual(
      period('month', '2023-03-01'),
    );
    expect(makesGoodIn(period('quarter', '2023-12-31'), calendar)).toBeNull();
    expect(makesGoodIn(period('week', '2023-12-25'), calendar)).toBeNull();
  });
});

describe('the policy', () => {
  const refusalOf = (changed: Partial<ClosingPolicy>) => {
    const result = validateClosingPolicy({ ...defaultClosingPolicy, ...changed });
    return result.ok ? null : result.refusal.code;
  };
  const withActions = (kind: PeriodKind, actions: ClosingPolicy['links'][number]['actions']) => ({
    links: defaultClosingPolicy.links.map((link) => (link.kind === kind ? { ...link, actions } : link)),
  });

  it('is the table of the rules, and passes the check', () => {
    expect(refusalOf({})).toBeNull();
    expect(defaultClosingPolicy.links.map(({ kind, actions }) => [kind, ...actions])).toEqual([
      ['week', 'remindOffice'],
      ['tenDay', 'remindOffice', 'leaderLooks', 'agendaCandidate'],
      ['month', 'remindOffice', 'agendaItem', 'blueCard'],
      ['quarter', 'remindOffice', 'tellPrincipal', 'yellowCard', 'talk'],
      ['year', 'remindOffice', 'tellPrincipal', 'redCard'],
    ]);
  });

  it('is refused where it cannot be obeyed', () => {
    expect(refusalOf({ links: defaultClosingPolicy.links.slice(1) })).toBe('closing.link_missing');
    expect(refusalOf({ links: [...defaultClosingPolicy.links, defaultClosingPolicy.links[0]!] })).toBe(
      'closing.link_twice',
    );
    expect(refusalOf(withActions('week', ['remindOffice', 'remindOffice']))).toBe('closing.action_twice');
    expect(refusalOf(withActions('month', ['blueCard', 'yellowCard']))).toBe('closing.two_cards');
    expect(refusalOf(withActions('week', ['yellowCard']))).toBe('closing.cards_out_of_order');
    expect(refusalOf(withActions('week', ['talk']))).toBe('closing.talk_without_card');
  });

  it('acts below its threshold, exactly', () => {
    expect([acts({ actsBelowPercent: 100 }, 1_000, 999), acts({ actsBelowPercent: 100 }, 1_000, 1_000)]).toEqual([
      true,
      false,
    ]);
    expect([acts({ actsBelowPercent: 90 }, 1_000, 899), acts({ actsBelowPercent: 90 }, 1_000, 900)]).toEqual([
      true,
      false,
    ]);
    expect(acts({ actsBelowPercent: 100 }, 0, 0)).toBe(false);
  });
});

describe('a matter’s card', () => {
  const card = (colour: OpenCard['colour'], runsOutOn: string | null): OpenCard => ({
    cardId: colour,
    colour,
    runsOutOn: runsOutOn === null ? null : plainDate(runsOutOn),
  });
  const closing = (colour: OpenCard['colour'] | null, end: string, outcome: Outcome = 'short') => ({
    colour,
    end: plainDate(end),
    outcome,
  });

  it('is blue for the month, yellow for the quarter once the blue has run out, red for the year', () => {
    expect(decideCard(undefined, closing('blue', '2023-02-01'))).toMatchObject({ does: 'issue', colour: 'blue' });
    const blue = card('blue', '2023-04-01');
    expect(decideCard(blue, closing('blue', '2023-03-01'))).toEqual({ does: 'nothing' });
    expect(decideCard(blue, closing('yellow', '2023-04-01'))).toEqual({
      does: 'issue',
      colour: 'yellow',
      follows: 'blue',
    });
    const yellow = card('yellow', '2024-01-01');
    expect(decideCard(yellow, closing('blue', '2023-05-01'))).toEqual({ does: 'nothing' });
    expect(decideCard(yellow, closing('yellow', '2023-07-01'))).toEqual({ does: 'nothing' });
    expect(decideCard(yellow, closing('red', '2024-01-01'))).toMatchObject({ does: 'issue', colour: 'red' });
    expect(decideCard(card('red', null), closing('red', '2025-01-01'))).toEqual({ does: 'nothing' });
  });

  it('never skips a colour above an open one', () => {
    expect(decideCard(card('blue', '2024-01-01'), closing('red', '2024-01-01'))).toMatchObject({ colour: 'yellow' });
  });

  it('is struck off when the period it runs out with kept its plan', () => {
    expect(decideCard(card('blue', '2023-04-01'), closing('yellow', '2023-04-01', 'kept'))).toEqual({
      does: 'strikeOff',
      cardId: 'blue',
    });
    expect(decideCard(undefined, closing('yellow', '2023-04-01', 'kept'))).toEqual({ does: 'nothing' });
  });

  it('stays when it has run out and what is missing is tolerated', () => {
    expect(decideCard(card('blue', '2023-04-01'), closing('yellow', '2023-04-01', 'tolerated'))).toEqual({
      does: 'nothing',
    });
    expect(decideCard(undefined, closing('yellow', '2023-04-01', 'tolerated'))).toEqual({ does: 'nothing' });
  });

  it('counts from the period it was issued for, to the end of the one around it', () => {
    expect(cardTerm(period('month', '2023-02-10'))).toEqual({ countsFrom: '2023-02-01', runsOutOn: '2023-04-01' });
    expect(cardTerm(period('quarter', '2023-02-10'))).toEqual({ countsFrom: '2023-01-01', runsOutOn: '2024-01-01' });
    expect(cardTerm(period('year', '2023-02-10'))).toEqual({ countsFrom: '2023-01-01', runsOutOn: null });
  });
});

describe('a card that runs out with a period whose own colour is no higher', () => {
  it('stays: the next colour is never above what the period calls for', () => {
    const end = plainDate('2023-04-01');
    const open = { cardId: 'a', colour: 'blue', runsOutOn: end } as const;
    expect(decideCard(open, { end, colour: 'blue', outcome: 'short' })).toEqual({ does: 'nothing' });
    expect(decideCard(open, { end, colour: 'red', outcome: 'short' })).toMatchObject({
      does: 'issue',
      colour: 'yellow',
    });
  });
});
