import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { plainDate } from '../calendar/index.js';
import type { Result } from '../refusal.js';
import {
  act,
  at,
  calendar,
  claimedOnRung,
  coordinator,
  department,
  file,
  fileOnRung,
  leader,
  office,
  otherOffice,
  struckOff,
} from './cast.fixture.js';
import { decide } from './decide.js';
import { defaultLadder, validateLadder } from './default-ladder.js';
import type { ProblemCommand } from './events.js';
import { validateLadders, type Ladders } from './ladder-choice.js';
import { ladderRefusals } from './refusal-codes.js';
import type { LadderRefusalCode } from './refusal-codes.js';
import type { ProblemState, Rung } from './types.js';

const when = '2023-03-06 10:30';
const first = file().problem;
const second = fileOnRung(2);
const claimed = claimedOnRung(2, department);
const leaderless = fileOnRung(3, '2023-03-06 10:00', { leaderId: null });
const signed = act(second, { type: 'whistleSign', by: department }, when).problem;
const contacted = act(signed, { type: 'whistleContact', by: department }, when).problem;
const accepted = act(first, { type: 'accept', by: office }, when).problem;

const pause = {
  type: 'requestPause',
  by: department,
  pauseId: 'a',
  from: plainDate('2023-03-08'),
  until: plainDate('2023-03-10'),
  reason: 'x',
} as const;
const pauseDecision = { type: 'decidePause', by: leader, pauseId: 'a', approved: true, reason: '' } as const;
const pauseAsked = act(second, pause, when).problem;
const pauseDecided = act(pauseAsked, pauseDecision, when).problem;
const pauseOwn = act(leaderless, { ...pause, by: coordinator }, when).problem;
const extension = { type: 'requestExtension', by: department, extensionId: 'a', workdays: 10, reason: 'x' } as const;
const extensionDecision = { type: 'decideExtension', by: leader, extensionId: 'a', granted: true, reason: '' } as const;
const extensionAsked = act(second, extension, when).problem;
const extensionDecided = act(extensionAsked, extensionDecision, when).problem;
const extensionFull = [1, 2, 3, 4, 5, 6].reduce((problem, number) => {
  const asked = act(problem, { ...extension, extensionId: `a${number}` }, when).problem;
  return act(asked, { ...extensionDecision, extensionId: `a${number}` }, when).problem;
}, second);
const decidedOn = act(
  fileOnRung(4),
  { type: 'decided', decisionId: 'd', number: 'YD', dueAt: at('2023-03-17 18:00'), unitIds: ['u-dept'] },
  when,
).problem;
const up = { type: 'signUp', by: coordinator, reason: 'x' } as const;
const down = { type: 'sendDown', by: coordinator, reason: 'x', toRung: 1 } as const;
const check = { type: 'verify', by: office, passed: false, finding: '', pauseId: 'a' } as const;
const relapse = { type: 'reopen', by: office, reason: 'x', pauseId: 'a' } as const;
const merge = {
  type: 'merge',
  by: office,
  intoId: 'p2',
  intoStatus: 'open',
  intoProjectId: 'project-1',
  reason: 'x',
} as const;

const from =
  (problem: ProblemState, command: ProblemCommand, moment = when) =>
  () =>
    decide(problem, command, defaultLadder, calendar, at(moment));
const ladder =
  (...rungs: Partial<Rung>[]) =>
  () =>
    validateLadder({
      ...defaultLadder,
      rungs: rungs.map((rung, index) => ({
        number: (index + 1) as Rung['number'],
        answeredBy: 'office',
        respondWorkdays: 1,
        resolveWorkdays: 2,
        whistle: null,
        ...rung,
      })),
    });

/** One way to hear each refusal. A code without one does not compile; a code that comes out otherwise fails below. */
const named = { ...defaultLadder, name: '' };
const forLand = { category: 'land', severity: null, ladderId: defaultLadder.id };
const ladders = (change: Partial<Ladders>) => () =>
  validateLadders({ ladders: [named], byDefault: named.id, choices: [], ...change });

const ways: Record<LadderRefusalCode, () => Result<unknown>> = {
  'problem.not_yours': from(first, { type: 'accept', by: otherOffice }),
  'problem.already_closed': from(struckOff(), { type: 'accept', by: office }),
  'problem.already_claimed': from(claimed, { type: 'accept', by: department }),
  'problem.not_claimed': from(first, check),
  'problem.not_struck_off': from(first, relapse),
  'problem.already_accepted': from(accepted, { type: 'accept', by: office }),
  'problem.no_whistle': from(first, { type: 'whistleSign', by: office }),
  'problem.whistle_already_signed': from(signed, { type: 'whistleSign', by: department }),
  'problem.whistle_not_signed': from(second, { type: 'whistleContact', by: department }),
  'problem.whistle_already_contacted': from(contacted, { type: 'whistleContact', by: department }),
  'problem.text_required': from(first, { type: 'answer', by: office, text: '' }),
  'problem.reason_required': from(first, { ...up, reason: '' }),
  'problem.top_rung': from(fileOnRung(6), up),
  'problem.no_such_rung': from(second, { ...down, toRung: 0 as 1 }),
  'problem.not_upward': from(second, { ...up, toRung: 1 }),
  'problem.not_downward': from(second, { ...down, toRung: 3 }),
  'problem.no_skipping': from(first, { ...up, by: office, toRung: 3 }),
  'problem.no_clock': from(fileOnRung(4), { ...pause, by: coordinator }),
  'problem.pause_has_no_end': from(second, { ...pause, until: null }),
  'problem.pause_ends_before_it_starts': from(second, { ...pause, until: pause.from }),
  'problem.pause_in_past': from(second, { ...pause, from: plainDate('2023-03-05') }),
  'problem.pause_overlaps': from(pauseAsked, { ...pause, pauseId: 'b' }),
  'problem.pause_too_long': from(second, { ...pause, until: plainDate('2023-12-31') }),
  'problem.pause_not_found': from(second, pauseDecision),
  'problem.pause_already_decided': from(pauseDecided, pauseDecision),
  'problem.pause_not_running': from(pauseAsked, { type: 'endPause', by: leader, pauseId: 'a' }),
  'problem.own_request': from(pauseOwn, { ...pauseDecision, by: coordinator }),
  'problem.extension_out_of_range': from(second, { ...extension, workdays: 0 }),
  'problem.extension_too_late': from(second, extension, '2023-03-09 09:00'),
  'problem.extension_too_long': from(extensionFull, extension),
  'problem.extension_pending': from(extensionAsked, { ...extension, extensionId: 'b' }),
  'problem.extension_not_found': from(second, extensionDecision),
  'problem.extension_already_decided': from(extensionDecided, extensionDecision),
  'problem.decision_rules_date': from(decidedOn, { ...extension, by: coordinator }),
  'problem.evidence_required': from(first, { type: 'claimDone', by: office, evidence: '' }),
  'problem.own_claim': from(claimed, { ...check, by: department }),
  'problem.finding_required': from(claimed, check),
  'problem.reopen_too_late': from(struckOff(), relapse, '2023-09-01 10:00'),
  'problem.merge_into_itself': from(first, { ...merge, intoId: 'p1' }),
  'problem.merge_target_closed': from(first, { ...merge, intoStatus: 'merged' }),
  'problem.merge_other_project': from(first, { ...merge, intoProjectId: 'project-2' }),
  'problem.department_named_twice': from(first, { type: 'assignDepartment', by: office, lead: 'u', assisting: ['u'] }),
  'ladder.no_rungs': ladder(),
  'ladder.misnumbered': ladder({ number: 2 }),
  'ladder.answerers_out_of_order': ladder({}, {}),
  'ladder.bad_clock': ladder({ resolveWorkdays: 0 }),
  'ladder.clock_required': ladder({ resolveWorkdays: null }),
  'ladder.clock_not_ours': ladder({ answeredBy: 'city' }),
  'ladder.bad_whistle': ladder({ whistle: { signHours: -1, contactHours: 1 } }),
  'ladder.bad_setting': () => validateLadder({ ...defaultLadder, verifyWorkdays: 0 }),
  'ladder.none': ladders({ ladders: [] }),
  'ladder.id_twice': ladders({ ladders: [named, named] }),
  'ladder.meeting_elsewhere': ladders({
    ladders: [{ ...named, rungs: [{ ...defaultLadder.rungs[3]!, number: 1 }] }],
  }),
  'ladder.default_unknown': ladders({ byDefault: 'x' }),
  'ladder.choice_unknown': ladders({ choices: [{ ...forLand, ladderId: 'x' }] }),
  'ladder.choice_twice': ladders({ choices: [forLand, forLand] }),
  'ladder.choice_of_nothing': ladders({ choices: [{ ...forLand, category: null }] }),
};

describe('refusal codes', () => {
  it.each(ladderRefusals.map(({ code }) => code))('%s can be heard', (code) => {
    const result = ways[code]();
    expect(result.ok ? 'done' : result.refusal.code).toBe(code);
  });

  it('are each listed once, with a line that says when', () => {
    expect(new Set(ladderRefusals.map(({ code }) => code)).size).toBe(ladderRefusals.length);
    expect(ladderRefusals.filter(({ when: line }) => line.length < 10)).toEqual([]);
  });

  it('come from the table only: no rule refuses past it', () => {
    const folder = import.meta.dirname;
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.spec.'));
    expect(sources.length).toBeGreaterThan(10);
    const past = sources.filter((name) => /\brefuse\(/.test(readFileSync(`${folder}/${name}`, 'utf8')));
    expect(past).toEqual(['refusal-codes.ts']);
  });
});
