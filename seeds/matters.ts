import type { Actor } from '#domain/access/index.js';
import { addWorkdays, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { passedAt } from './problem-story.js';
import { momentOf, recorder, type DecisionAct, type Listing } from './problem-story.js';
import { DecisionPlay, type DecisionStory } from './decision-play.js';
import { decisionScripts, type DecisionScript } from './decision-scripts.js';
import { Dice } from './dice.js';
import { decidedTopics, topics, type Topic } from './matter-texts.js';
import { departmentPersonId, principalId } from './persons.js';
import type { Line } from './project-names.js';
import { stableId } from './stable-id.js';
import type { SeriesMeeting, Timetable } from './timetable.js';
import { departmentId, officeCodes, officeId, type DepartmentCode } from './units.js';

/** A matter that is no problem, on the agendas it stood on, with the decision that was taken on it. */
export interface DemoMatter {
  readonly key: string;
  readonly line: Line;
  readonly topic: Topic;
  readonly listings: readonly Listing[];
  readonly decision: DecisionStory | null;
}

export interface MatterSetting {
  readonly districtId: string;
  readonly timetables: Readonly<Record<Line, Timetable>>;
  readonly calendar: WorkCalendar;
  readonly now: Instant;
}

const LINES: readonly Line[] = ['construction', 'investment', 'urban', 'livelihood'];
const HOUR = 3_600_000;
/** In a hundred: not come to an end, so on the next agenda too; for the principal to settle. */
const [CARRIED_OVER, REFERRED_UP] = [22, 6];
const NOTES = ['会议要求按周通报，压实责任', '各单位按职责抓好落实', '请督查室跟踪，下月再报'];
/** Nothing rings in the first minutes of a demo. */
const QUIET_MS = 30 * 60_000;

/** What is reported to every meeting, and what is decided on at some. */
export function demoMatters(setting: MatterSetting): DemoMatter[] {
  return [...LINES.flatMap((line) => reported(line, setting)), ...decided(setting)];
}

/** One matter to each meeting that takes place or was to, put there before its cut-off. */
function reported(line: Line, { timetables, now }: MatterSetting): DemoMatter[] {
  const timetable = timetables[line];
  return timetable.meetings.flatMap((meeting, index) => {
    const key = `${line}/${meeting.occurrence.on}`;
    const dice = new Dice(`matter-${key}`);
    const admittedAt = (meeting.occurrence.cutOffAt - dice.between(2, 26) * HOUR) as Instant;
    if (admittedAt > now || (meeting.cancelled && meeting.cancelled.at > now)) return [];
    const topic = topics[line][index % topics[line].length]!;
    const on = meeting.cancelled ? timetable.after(meeting, meeting.cancelled.at)! : meeting;
    return [{ key, line, topic, listings: told(timetable, on, admittedAt, dice), decision: null }];
  });
}

function told(timetable: Timetable, meeting: SeriesMeeting, admittedAt: Instant, dice: Dice): Listing[] {
  const chance = dice.between(1, 100);
  const first = { meeting, admittedAt, times: 1, state: 'listed', outcome: null } as const;
  if (!meeting.session) return [first];
  const following = timetable.after(meeting, Infinity as Instant);
  if (chance <= CARRIED_OVER && following) {
    const outcome = { kind: 'carriedOver', note: '情况掌握不全，补充后再议' } as const;
    const second = { ...first, meeting: following, admittedAt: meeting.session.endedAt, times: 2 };
    return [
      { ...first, state: 'carriedOver', outcome },
      following.session ? { ...second, outcome: { kind: 'noted', note: dice.pick(NOTES) } } : second,
    ];
  }
  if (chance > 100 - REFERRED_UP)
    return [{ ...first, outcome: { kind: 'referredUp', toRung: 5, note: '涉及资金统筹，提请区主要领导研究' } }];
  return [{ ...first, outcome: { kind: 'noted', note: dice.pick(NOTES) } }];
}

/** Decisions that answer no problem, each dated so that it stands as its script says. */
function decided(setting: MatterSetting): DemoMatter[] {
  const used = new Map<string, number>();
  return decisionScripts.flatMap((script, place) =>
    Array.from({ length: script.count }, (_, copy) => LINES[(copy + place) % LINES.length]!).flatMap((line, copy) => {
      const found = decide(setting, script, line, copy, used);
      if (found)
        used.set(found.listings[0]!.meeting.meetingId, (used.get(found.listings[0]!.meeting.meetingId) ?? 0) + 1);
      return found ? [found] : [];
    }),
  );
}

/** At the newest meeting that leaves just so much time, and has not decided too much already; of its line, or of another. */
function decide(
  setting: MatterSetting,
  script: DecisionScript,
  wanted: Line,
  copy: number,
  used: ReadonlyMap<string, number>,
): DemoMatter | undefined {
  const fitting: { matter: DemoMatter; load: number }[] = [];
  for (const line of [wanted, ...LINES.filter((each) => each !== wanted)]) {
    for (const meeting of setting.timetables[line].meetings.toReversed()) {
      if (!meeting.session) continue;
      const matter = tell(setting, script, meeting, copy);
      if (matter) fitting.push({ matter, load: used.get(meeting.meetingId) ?? 0 });
    }
    if (fitting.length > 0) break;
  }
  return fitting.toSorted((a, b) => a.load - b.load)[0]?.matter;
}

function tell(
  { districtId, timetables, calendar, now }: MatterSetting,
  script: DecisionScript,
  meeting: SeriesMeeting,
  copy: number,
): DemoMatter | undefined {
  const { line } = meeting;
  const key = `${script.name}/${copy}`;
  const dice = new Dice(`decision-${key}`);
  const topic = dice.pick(decidedTopics[line]);
  const lead = worker(districtId, topic.presenter);
  const recordedBy = recorder(districtId);
  const decidedAt = meeting.session!.endedAt;
  const resolution = {
    text: `${topic.decision}（示例）`,
    leadUnitId: departmentId(topic.presenter),
    handlingUnitIds: dice.next() < 0.5 ? [officeId(dice.pick(officeCodes))] : [],
    assistingUnitIds: topic.presenter === 'shenpi' ? [] : [departmentId('shenpi')],
    dueOn: addWorkdays(calendar, meeting.occurrence.on, script.workdays),
  };
  const play = new DecisionPlay(
    {
      id: stableId('decision', key),
      by: recordedBy,
      meetingId: meeting.meetingId,
      chairId: principalId,
      ...{ projectId: null, projectOfficeId: null, leaderId: null, problem: null },
      ...resolution,
    },
    timetables[line],
    calendar,
    decidedAt,
    () => undefined,
  );
  const acts = script.acts({ lead, verifier: recordedBy, coordinator: recordedBy, key });
  if (!run(play, acts, decidedAt, calendar, now)) return undefined;
  const story = play.story(now);
  if (!script.stands(story.state) || !isQuiet(story, now)) return undefined;
  const admittedAt = (meeting.occurrence.cutOffAt - dice.between(1, 30) * HOUR) as Instant;
  const outcome = { kind: 'decision', note: '会议原则同意', resolution } as const;
  const listing = { meeting, admittedAt, times: 1, state: 'listed', outcome } as const;
  return { key, line, topic, listings: [listing], decision: story };
}

/** False when an act is refused, or has not come by now. */
function run(
  play: DecisionPlay,
  acts: readonly DecisionAct[],
  since: Instant,
  calendar: WorkCalendar,
  now: Instant,
): boolean {
  let next = 0;
  let clock = since;
  let actAt: Instant | null = null;
  for (;;) {
    const act = acts[next];
    if (act && actAt === null && act.whenDecision(play.state)) actAt = momentOf(act, clock, calendar);
    const alarm = play.nextMoment(clock);
    if (act && actAt !== null && actAt <= now && (alarm === null || actAt < alarm)) {
      if (!play.obey(act.decide(play.state, actAt), null, actAt)) return false;
      [next, clock, actAt] = [next + 1, actAt, null];
    } else if (alarm !== null && alarm <= now) {
      play.ring(alarm);
      clock = alarm;
    } else {
      return next === acts.length;
    }
  }
}

function isQuiet({ timers, listings }: DecisionStory, now: Instant): boolean {
  const moments = [
    ...timers.map(({ dueAt }) => dueAt),
    ...listings.flatMap(({ state, heard, meeting }) => (state === 'listed' && !heard ? [passedAt(meeting)] : [])),
  ];
  return moments.every((moment) => moment > now + QUIET_MS);
}

const worker = (districtId: string, code: DepartmentCode): Actor => ({
  kind: 'person',
  districtId,
  personId: departmentPersonId(code),
  roles: ['department'],
  unitId: departmentId(code),
  companyId: null,
  name: '',
});
