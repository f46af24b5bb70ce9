import { addDays, addWorkdays, dateOf, type WorkCalendar } from '#domain/calendar/index.js';
import type { ProblemState, RungNumber } from '#domain/ladder/index.js';
import type { Cast } from './problem-cast.js';
import type { Act } from './problem-story.js';
import { stableId } from './stable-id.js';

/** What a script may lean on besides the state. `target` is the problem that a duplicate is merged into. */
export interface Scene {
  readonly cast: Cast;
  readonly calendar: WorkCalendar;
  /** Unique per problem: the ids of its pauses and extensions are made of it. */
  readonly key: string;
  readonly target: ProblemState | null;
}

export const on = (rung: RungNumber) => (state: ProblemState) => state.status === 'open' && state.rung === rung;
export const open = (state: ProblemState): boolean => state.status === 'open';
export const claimed = (state: ProblemState): boolean => state.status === 'claimed';

export const accept = (rung: RungNumber, who: keyof Cast, { cast }: Scene): Act => ({
  when: on(rung),
  afterWorkdays: 0,
  at: '16:10',
  command: () => ({ type: 'accept', by: cast[who]! }),
});
export const answer = (rung: RungNumber, who: keyof Cast, { cast }: Scene): Act => ({
  when: on(rung),
  afterWorkdays: 0,
  at: '17:20',
  command: () => ({
    type: 'answer',
    by: cast[who]!,
    text: '已现场踏勘，正在与相关单位对接。',
    plan: '两个工作日内给出方案。',
  }),
});
export const signUp = (rung: RungNumber, who: keyof Cast, { cast }: Scene, toRung?: RungNumber): Act => ({
  when: on(rung),
  afterWorkdays: 1,
  at: '11:30',
  command: () => ({ type: 'signUp', by: cast[who]!, toRung: toRung ?? null, reason: '本级协调后仍需上级研究解决。' }),
});
export const claim = (rung: RungNumber, who: keyof Cast, { cast }: Scene): Act => ({
  when: on(rung),
  afterWorkdays: 1,
  at: '15:00',
  command: () => ({ type: 'claimDone', by: cast[who]!, evidence: '现场已整改完成，附照片和会议记录。' }),
});
export const verify = (who: keyof Cast, passed: boolean, { cast, key }: Scene): Act => ({
  when: claimed,
  afterWorkdays: 1,
  at: '10:20',
  command: (_, now) => ({
    type: 'verify',
    by: cast[who]!,
    passed,
    finding: passed ? '现场核实，问题已解决。' : '现场核实，仍有一处未完成。',
    pauseId: stableId('pause', `${key}/check/${now}`),
  }),
});
export const requestPause = (rung: RungNumber, who: keyof Cast, { cast, calendar, key }: Scene): Act => ({
  when: on(rung),
  afterWorkdays: 0,
  at: '17:00',
  command: (_, now) => ({
    type: 'requestPause',
    by: cast[who]!,
    pauseId: stableId('pause', key),
    from: dateOf(now),
    until: addDays(addWorkdays(calendar, dateOf(now), 4), 1),
    reason: '管控期间不得进行土方作业，等待解除。',
  }),
});
export const requestExtension = (rung: RungNumber, who: keyof Cast, { cast, key }: Scene): Act => ({
  when: on(rung),
  afterWorkdays: 0,
  at: '16:30',
  command: () => ({
    type: 'requestExtension',
    by: cast[who]!,
    extensionId: stableId('extension', key),
    workdays: 3,
    reason: '需权属单位提供资料，预计三个工作日。',
  }),
});
export const has =
  (which: 'pauses' | 'extensions', states: readonly string[]) =>
  (state: ProblemState): boolean =>
    state.status === 'open' && state[which].some((request) => states.includes(request.state));
