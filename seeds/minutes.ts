import { addWorkdays, dateOf, instantAt, publishedCalendar, type Instant } from '#domain/calendar/index.js';
import { changesBetween, composeContent, type MinutesContent, type MinutesFacts } from '#domain/meeting/index.js';
import type { meetingAttendance, meetingMinutes } from '#db/schema/index.js';
import type { ItemRow } from './agenda-items.js';
import type { ItemSketch } from './agenda-sketch.js';
import { Dice } from './dice.js';
import { meetingName, seriesOf } from './meetings.js';
import { coordinatorId, demoPersons, principalId } from './persons.js';
import { kindsOfProject, type Line } from './project-names.js';
import { stableId } from './stable-id.js';
import type { SeriesMeeting } from './timetable.js';
import { departmentId, unitRows } from './units.js';

type AttendanceRow = Omit<typeof meetingAttendance.$inferInsert, 'districtId'>;
type MinutesRow = Omit<typeof meetingMinutes.$inferInsert, 'districtId'>;

const units = new Map(unitRows().map(({ unitId, name }) => [unitId, name]));
const unitName = (unitId: string): string => units.get(unitId) ?? '';
const chair = demoPersons().find(({ personId }) => personId === principalId)!.name;
const EXCUSES = ['参加市级会议', '外出招商', '公休', '陪同上级检查'];
/** Of a hundred departments: has sent its excuses. */
const EXCUSED = 12;

/** 纪要 of a meeting that was held, by the words that every draft begins with; who was there comes with it. */
export function minutesOf(
  told: SeriesMeeting,
  sketches: readonly ItemSketch[],
  items: readonly ItemRow[],
  corrects: boolean,
  now: Instant,
): { attendance: AttendanceRow[]; minutes: MinutesRow[] } {
  const { line, meetingId, occurrence } = told;
  const attendance = attendanceOf(told, sketches);
  const { series, number, on } = meetingName(line, occurrence);
  const { place } = seriesOf(line);
  const facts = sketches.flatMap((sketch, index) =>
    sketch.state === 'removed' ? [] : [factsOf(sketch, items[index]!)],
  );
  const content = composeContent({ series, number, on, place, chair }, facts, attendance.map(attending), unitName);
  const { publishedAt, endedAt } = told.session!;
  const published = publishedAt <= now;
  const first: MinutesRow = {
    ...{ meetingId, edition: 1, content, state: published ? 'published' : 'draft', updatedAt: endedAt },
    ...(published && { publishedAt, publishedBy: coordinatorId }),
  };
  return { attendance, minutes: [first, ...(published && corrects ? correction(first, content, now) : [])] };
}

const attending = ({ name, standing, reason }: AttendanceRow) => ({ name, standing, reason: reason ?? null });

/** A second edition, some days later: what was said and had not been written down. */
function correction({ meetingId, publishedAt }: MinutesRow, before: MinutesContent, now: Instant): MinutesRow[] {
  const at = instantAt(addWorkdays(publishedCalendar(), dateOf(publishedAt!), 2), '11:00');
  const [item, ...others] = before.items;
  if (at > now || !item) return [];
  const text = `${item.text}会议同时要求属地办事处每周五报送进展。`;
  const content = { ...before, items: [{ ...item, text }, ...others] };
  return [
    {
      ...{ meetingId, edition: 2, state: 'published', content, changes: changesBetween(before, content) },
      reason: '第一项议题遗漏了会议对属地办事处的要求，予以补正。（示例）',
      ...{ updatedAt: at, updatedBy: coordinatorId, publishedAt: at, publishedBy: coordinatorId },
    },
  ];
}

function factsOf(sketch: ItemSketch, row: ItemRow): MinutesFacts {
  const { itemId, section, times } = sketch;
  const outcome = row.outcome ?? null;
  const base = { itemId, section, times, outcome, isProblem: sketch.about === 'problem' };
  if (sketch.about !== 'problem') {
    const project = sketch.about === 'decision' && 'story' in sketch.origin ? projectOf(sketch.origin.title) : '';
    return { ...base, title: row.title!, reference: project, presenter: unitName(row.presenterUnitId!) };
  }
  const { title, number, story } = sketch.problem;
  const presenter = unitName(story.state.leadDepartmentId ?? story.state.projectOfficeId);
  return { ...base, title, reference: `${number} ${projectOf(title)}`, presenter };
}

/** A problem's title begins with its project's name. */
const projectOf = (title: string): string => title.slice(0, title.indexOf('：'));

/** The chair; the departments of the line and of the agenda, some excused; the offices whose problems are spoken of. */
function attendanceOf(
  { line, meetingId, occurrence }: SeriesMeeting,
  sketches: readonly ItemSketch[],
): AttendanceRow[] {
  const dice = new Dice(`attendance-${line}-${occurrence.on}`);
  const problems = sketches.flatMap((sketch) => (sketch.about === 'problem' ? [sketch.problem.story.state] : []));
  const presenting = sketches.flatMap((sketch) =>
    sketch.about === 'matter' ? [departmentId(sketch.matter.topic.presenter)] : [],
  );
  const asked = problems.flatMap(({ leadDepartmentId }) => leadDepartmentId ?? []);
  const departments = [...new Set([...presenting, ...asked, ...leadsOf(line)])];
  const rows = [
    { personId: principalId, unitId: null, name: chair, standing: 'present' as const, reason: null },
    ...departments.map((unitId) => {
      const away = !presenting.includes(unitId) && dice.between(1, 100) <= EXCUSED;
      const reason = away ? dice.pick(EXCUSES) : null;
      const standing = away ? ('excused' as const) : ('present' as const);
      return { personId: null, unitId, name: unitName(unitId), standing, reason };
    }),
    ...[...new Set(problems.map(({ projectOfficeId }) => projectOfficeId))].map((unitId) => ({
      ...{ personId: null, unitId, name: unitName(unitId), standing: 'sittingIn' as const, reason: null },
    })),
  ];
  return rows.map((row, index) => ({
    ...row,
    meetingId,
    attendanceId: stableId('attendance', `${meetingId}/${index}`),
    position: index + 1,
  }));
}

/** The departments that lead projects of the line. */
function leadsOf(line: Line): string[] {
  const kinds = Object.values(kindsOfProject).flat();
  return [...new Set(kinds.filter((kind) => kind.line === line).map(({ lead }) => departmentId(lead)))];
}
