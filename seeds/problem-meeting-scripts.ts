import { addWorkdays } from '#domain/calendar/index.js';
import type { ProblemState } from '#domain/ladder/index.js';
import { askForTime, check, finish, giveTime, takeOn, tell, type DecisionCast } from './decision-acts.js';
import { on, open, signUp, type Scene } from './problem-acts.js';
import type { Script } from './problem-script.js';
import type { Act, DecisionAct, Ruling } from './problem-story.js';

/** A problem's decision is worked off by its department and checked by the office that filed it. */
const castFor = ({ cast, key }: Scene): DecisionCast => ({
  lead: cast.department,
  verifier: cast.office,
  coordinator: cast.coordinator,
  key,
});

const TEXTS: readonly string[] = [
  '牵头单位会同属地办事处成立工作专班，按倒排工期完成剩余工作，每周五报进展。（示例）',
  '由牵头单位协调产权单位完成迁改和送电，属地办事处做好施工围挡和群众工作。（示例）',
  '牵头单位补齐报批要件，开辟绿色通道，限期办结手续。（示例）',
];

/** Decided the first time; to be done so many workdays later. */
const decides =
  (workdays: number, text = 0, first: Ruling[] = []) =>
  ({ cast, calendar }: Scene): Ruling[] => [
    ...first,
    {
      kind: 'decision',
      note: '原则同意责任单位提出的方案',
      takes: ({ occurrence }) => ({
        text: TEXTS[text]!,
        leadUnitId: cast.department.unitId!,
        handlingUnitIds: [cast.office.unitId!],
        assistingUnitIds: [],
        dueOn: addWorkdays(calendar, occurrence.on, workdays),
      }),
    },
  ];
/** Straight to the meeting, on the leader's signature. */
const toMeeting = (scene: Scene, ...then: DecisionAct[]): (Act | DecisionAct)[] => [
  signUp(1, 'leader', scene, 4),
  ...then,
];
const decided = (state: ProblemState): boolean => open(state) && state.decision?.dueAt != null;

/** Problems that a meeting has dealt with. */
export const meetingScripts: readonly Script[] = [
  {
    name: 'decided',
    count: 2,
    acts: (scene) => toMeeting(scene, takeOn(castFor(scene))),
    rulings: decides(8),
    stands: (state) => decided(state) && state.extensions.length === 0,
    otherwise: 'found-for-the-meeting',
  },
  {
    name: 'decided-and-moving',
    count: 3,
    acts: (scene) => {
      const cast = castFor(scene);
      return toMeeting(
        scene,
        takeOn(cast),
        tell(cast, '专班已成立，方案已报产权单位审查。'),
        tell(cast, '方案审查通过，施工队伍已进场。', 2),
      );
    },
    rulings: decides(12, 1),
    stands: decided,
    otherwise: 'found-for-the-meeting',
  },
  {
    name: 'decided-at-the-second-time',
    count: 1,
    acts: (scene) => toMeeting(scene, takeOn(castFor(scene))),
    rulings: decides(9, 2, [{ kind: 'carriedOver', note: '请责任单位补充方案后再报' }]),
    stands: (state) => decided(state) && state.timesOnAgenda === 2,
    otherwise: 'found-for-the-meeting',
  },
  {
    name: 'decided-and-put-off',
    count: 1,
    acts: (scene) => {
      const cast = castFor(scene);
      return toMeeting(scene, takeOn(cast), askForTime(cast, 4), giveTime(cast));
    },
    rulings: decides(6, 1),
    stands: decided,
    otherwise: 'found-for-the-meeting',
  },
  {
    name: 'decided-and-claimed',
    count: 1,
    acts: (scene) => {
      const cast = castFor(scene);
      return toMeeting(scene, takeOn(cast), tell(cast, '主要工作已完成，正在收尾。'), finish(cast));
    },
    rulings: decides(7),
    stands: ({ status }) => status === 'claimed',
    otherwise: 'claimed',
  },
  {
    name: 'decided-and-found-wanting',
    count: 1,
    acts: (scene) => {
      const cast = castFor(scene);
      return toMeeting(scene, takeOn(cast), finish(cast), check(cast, false));
    },
    rulings: decides(8, 1),
    stands: (state) => decided(state) && state.reopened === 1,
    otherwise: 'reopened',
  },
  {
    name: 'decided-and-struck-off',
    count: 4,
    acts: (scene) => {
      const cast = castFor(scene);
      return toMeeting(scene, takeOn(cast), tell(cast, '已按议定事项组织实施。'), finish(cast), check(cast, true));
    },
    rulings: decides(7, 2),
    stands: ({ status, decision }) => status === 'struckOff' && decision !== null,
    otherwise: 'struck-off',
  },
  {
    name: 'decision-overdue',
    count: 2,
    acts: (scene) => toMeeting(scene, takeOn(castFor(scene))),
    rulings: decides(5),
    stands: (state) => on(5)(state) && state.passages.at(-1)?.how === 'decisionOverdue',
    otherwise: 'referred-to-the-principal',
  },
  {
    name: 'struck-off-by-the-meeting',
    count: 2,
    acts: (scene) => toMeeting(scene),
    rulings: () => [{ kind: 'struckOff', note: '责任单位已于会前办结，与会单位无异议' }],
    stands: ({ status }) => status === 'struckOff',
    otherwise: 'struck-off',
  },
  {
    name: 'sent-down-by-the-meeting',
    count: 1,
    acts: (scene) => toMeeting(scene),
    rulings: ({ cast }) => [
      { kind: 'sentDown', toRung: 2, leadDepartmentId: cast.department.unitId, note: '属部门职责，请限期办结' },
    ],
    stands: (state) => open(state) && state.passages.some(({ how }) => how === 'sentDown'),
    otherwise: 'whistled',
  },
  {
    name: 'referred-up-by-the-meeting',
    count: 1,
    severity: 'urgent',
    acts: (scene) => toMeeting(scene),
    rulings: () => [{ kind: 'referredUp', toRung: 5, note: '涉及跨区协调，提请区主要领导研究' }],
    stands: on(5),
    otherwise: 'referred-to-the-principal',
  },
];
