import type { Proceeding, ProblemState, Severity } from '#domain/ladder/index.js';
import {
  accept,
  answer,
  claim,
  claimed,
  has,
  on,
  open,
  requestExtension,
  requestPause,
  signUp,
  verify,
  type Scene,
} from './problem-acts.js';
import type { Cast } from './problem-cast.js';
import type { Act } from './problem-story.js';
import { stableId } from './stable-id.js';

/** A kind of problem for the demo: who files it, what people do about it, and how it must stand at the seeding. */
export interface Script {
  readonly name: string;
  readonly count: number;
  readonly filedBy?: keyof Cast;
  readonly severity?: Severity;
  /** Found by the leader on a visit, and filed with it. */
  readonly found?: Proceeding;
  readonly acts: (scene: Scene) => Act[];
  readonly stands: (state: ProblemState) => boolean;
  /** A duplicate is merged into a problem of that script, and of the same project. */
  readonly duplicateOf?: string;
  /** Told instead where the calendar leaves no room, as in the first days of a series. */
  readonly otherwise?: string;
}

export const scripts: readonly Script[] = [
  { name: 'filed', count: 5, acts: () => [], stands: on(1) },
  { name: 'filed-urgent', count: 2, severity: 'urgent', acts: () => [], stands: on(1) },
  { name: 'filed-by-enterprise', count: 2, filedBy: 'enterprise', acts: () => [], stands: on(1) },
  { name: 'filed-by-leader', count: 1, filedBy: 'leader', acts: () => [], stands: on(1) },
  { name: 'found-on-site', count: 4, filedBy: 'leader', found: { way: 'office' }, acts: () => [], stands: on(1) },
  {
    name: 'found-and-accepted',
    count: 2,
    filedBy: 'leader',
    found: { way: 'office' },
    acts: (scene) => [accept(1, 'office', scene)],
    stands: (state) => on(1)(state) && state.respondedAt !== null,
  },
  {
    name: 'found-and-checked',
    count: 3,
    filedBy: 'leader',
    found: { way: 'office' },
    acts: (scene) => [accept(1, 'office', scene), claim(1, 'office', scene), verify('leader', true, scene)],
    stands: (state) => state.status === 'struckOff',
  },
  {
    name: 'found-and-solved',
    count: 5,
    filedBy: 'leader',
    found: { way: 'solved', evidence: '现场协调相邻工地让出便道，当场恢复通行。' },
    acts: () => [],
    stands: (state) => state.status === 'struckOff',
  },
  {
    name: 'found-for-the-meeting',
    count: 3,
    severity: 'urgent',
    filedBy: 'leader',
    found: { way: 'meeting', reason: '涉及多个部门，现场已协调无果，提请周例会研究。' },
    acts: () => [],
    stands: (state) => on(4)(state) && state.timesOnAgenda === 1,
  },
  {
    name: 'accepted',
    count: 4,
    acts: (scene) => [accept(1, 'office', scene)],
    stands: (state) => on(1)(state) && state.respondedAt !== null,
  },
  {
    name: 'pause-asked',
    count: 1,
    acts: (scene) => [requestPause(1, 'office', scene)],
    stands: has('pauses', ['requested']),
  },
  {
    name: 'paused',
    count: 2,
    acts: (scene) => [
      requestPause(1, 'office', scene),
      {
        when: has('pauses', ['requested']),
        afterWorkdays: 0,
        at: '17:30',
        command: () => ({
          type: 'decidePause',
          by: scene.cast.coordinator,
          pauseId: stableId('pause', scene.key),
          approved: true,
          reason: '情况属实，同意。',
        }),
      },
    ],
    stands: has('pauses', ['approved']),
  },
  {
    name: 'extension-asked',
    count: 1,
    acts: (scene) => [requestExtension(2, 'department', scene)],
    stands: has('extensions', ['requested']),
  },
  {
    name: 'extended',
    count: 2,
    acts: (scene) => [
      requestExtension(2, 'department', scene),
      {
        when: has('extensions', ['requested']),
        afterWorkdays: 0,
        at: '17:40',
        command: () => ({
          type: 'decideExtension',
          by: scene.cast.leader,
          extensionId: stableId('extension', scene.key),
          granted: true,
          reason: '同意延期一次。',
        }),
      },
    ],
    stands: has('extensions', ['granted']),
  },
  { name: 'whistled', count: 4, acts: () => [], stands: on(2) },
  {
    name: 'whistle-answered',
    count: 4,
    acts: (scene) => [
      {
        when: on(2),
        afterWorkdays: 0,
        at: '18:20',
        command: () => ({ type: 'whistleSign', by: scene.cast.department }),
      },
      {
        when: on(2),
        afterWorkdays: 1,
        at: '10:00',
        command: () => ({ type: 'whistleContact', by: scene.cast.department }),
      },
      answer(2, 'department', scene),
    ],
    stands: on(2),
  },
  { name: 'signed-up-by-office', count: 2, acts: (scene) => [signUp(1, 'office', scene)], stands: on(2) },
  { name: 'before-the-leader', count: 3, acts: () => [], stands: on(3) },
  {
    name: 'taken-by-the-leader',
    count: 3,
    acts: (scene) => [answer(2, 'department', scene), signUp(2, 'department', scene), accept(3, 'leader', scene)],
    stands: on(3),
  },
  {
    name: 'sent-down',
    count: 2,
    acts: (scene) => [
      {
        when: on(3),
        afterWorkdays: 1,
        at: '10:40',
        command: () => ({
          type: 'sendDown',
          by: scene.cast.leader,
          toRung: 2,
          reason: '属部门职责，请限期办结后报告。',
        }),
      },
    ],
    stands: on(2),
  },
  { name: 'at-the-meeting', count: 4, acts: () => [], stands: (state) => on(4)(state) && state.timesOnAgenda === 1 },
  {
    name: 'signed-up-to-the-meeting',
    count: 4,
    acts: (scene) => [accept(3, 'leader', scene), signUp(3, 'leader', scene)],
    stands: (state) => on(4)(state) && state.timesOnAgenda === 1,
  },
  {
    name: 'carried-over',
    count: 2,
    acts: () => [],
    stands: (state) => on(4)(state) && state.timesOnAgenda === 2,
    otherwise: 'signed-up-to-the-meeting',
  },
  {
    name: 'before-the-principal',
    count: 2,
    acts: () => [],
    stands: (state) => on(5)(state) && state.passages.some(({ how }) => how === 'thirdTime'),
    otherwise: 'referred-to-the-principal',
  },
  {
    name: 'referred-to-the-principal',
    count: 1,
    severity: 'urgent',
    acts: (scene) => [signUp(2, 'coordinator', scene, 5), accept(5, 'principal', scene)],
    stands: on(5),
  },
  {
    name: 'reported-to-the-city',
    count: 1,
    acts: (scene) => [signUp(2, 'coordinator', scene, 5), signUp(5, 'principal', scene)],
    stands: on(6),
  },
  {
    name: 'claimed',
    count: 3,
    acts: (scene) => [answer(2, 'department', scene), claim(2, 'department', scene)],
    stands: claimed,
  },
  { name: 'claimed-by-office', count: 1, acts: (scene) => [claim(1, 'office', scene)], stands: claimed },
  {
    name: 'reopened',
    count: 2,
    acts: (scene) => [claim(2, 'department', scene), verify('office', false, scene)],
    stands: (state) => open(state) && state.reopened === 1,
  },
  {
    name: 'claimed-again',
    count: 1,
    acts: (scene) => [
      claim(2, 'department', scene),
      verify('office', false, scene),
      { ...claim(2, 'department', scene), when: (state) => on(2)(state) && state.reopened === 1 },
    ],
    stands: (state) => claimed(state) && state.reopened === 1,
  },
  {
    name: 'struck-off',
    count: 5,
    acts: (scene) => [answer(2, 'department', scene), claim(2, 'department', scene), verify('office', true, scene)],
    stands: (state) => state.status === 'struckOff',
  },
  {
    name: 'struck-off-on-site',
    count: 2,
    acts: (scene) => [claim(1, 'office', scene), verify('leader', true, scene)],
    stands: (state) => state.status === 'struckOff',
  },
  {
    name: 'relapsed',
    count: 1,
    acts: (scene) => [
      claim(2, 'department', scene),
      verify('office', true, scene),
      {
        when: (state) => state.status === 'struckOff',
        afterWorkdays: 2,
        at: '09:40',
        command: (_, now) => ({
          type: 'reopen',
          by: scene.cast.office,
          reason: '问题反弹，便道再次被占用。',
          pauseId: stableId('pause', `${scene.key}/relapse/${now}`),
        }),
      },
    ],
    stands: (state) => open(state) && state.reopened === 1,
  },
  {
    name: 'withdrawn',
    count: 2,
    acts: (scene) => [
      {
        when: open,
        afterWorkdays: 1,
        at: '09:50',
        command: () => ({ type: 'withdraw', by: scene.cast.office, reason: '重复登记前已由企业自行解决。' }),
      },
    ],
    stands: (state) => state.status === 'withdrawn',
  },
  {
    name: 'merged',
    count: 2,
    duplicateOf: 'before-the-leader',
    acts: (scene) => [
      {
        when: open,
        afterWorkdays: 0,
        at: '17:50',
        command: () => ({
          type: 'merge',
          by: scene.cast.coordinator,
          intoId: scene.target!.id,
          intoStatus: scene.target!.status,
          intoProjectId: scene.target!.projectId,
          reason: '与在办问题为同一事项。',
        }),
      },
    ],
    stands: (state) => state.status === 'merged',
  },
];
