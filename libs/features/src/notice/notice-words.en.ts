import { dayWords, momentWords } from './moment-words.js';
import type { NoticeArgs } from './notice-args.js';
import type { NoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';
import { englishContractWords } from './contract-words.en.js';
import { englishReportWords } from './report-words.en.js';

const rungs = ['', 'on site', 'department', 'assigned leader', 'weekly meeting', 'principal', 'city'];
const rung = (number: number | string): string => `rung ${number} (${rungs[Number(number)] ?? ''})`;
const day = (text: number | string): string => dayWords(String(text), 'en');
const moment = (text: string | null): string => (text === null ? '' : momentWords(text, 'en'));
const reason = (args: NoticeArgs): string => (args.reason ? `Reason: ${args.reason}` : '');
const by = (args: NoticeArgs): string =>
  args.byName === null ? '' : `By: ${args.byName}${args.forName === null ? '' : ` for ${args.forName}`}`;
const meeting = (args: NoticeArgs): string => `meeting no. ${args.meetingNumber} of ${args.seriesEn}`;
const meetingFacts = (args: NoticeArgs): string[] => [
  args.startsAt === null ? '' : `When: ${moment(args.startsAt)}`,
  args.place === '' ? '' : `Where: ${args.placeEn || args.place}`,
];
const days = (count: number): string => (count === 1 ? '1 workday' : `${count} workdays`);

/** A day, or a moment where only the hour moved. */
const when = (text: string): string => (text.length > 10 ? moment(text) : day(text));

const movedLines = (a: NoticeArgs): string[] => [
  ...a.daysEn,
  reason(a),
  ...a.meetings.map(
    (m) =>
      `${m.seriesEn}: from ${moment(m.from)} to ${moment(m.to)} (number ${m.number}); items in by ${moment(m.cutOffAt)}`,
  ),
  ...a.problems.map((p) => `${p.number} ${p.title}: from ${when(p.from)} to ${when(p.to)}`),
  a.problemCount > a.problems.length ? `${a.problemCount - a.problems.length} more: sign in to see them` : '',
  by(a),
];

const causes: Readonly<Record<string, string>> = {
  expired: 'not solved in time, it climbed by itself',
  signedUp: 'signed up',
  skipped: 'signed up past a rung',
  sentDown: 'sent back down',
  thirdTime: 'on an agenda for the third time',
  decisionOverdue: 'the decision of the meeting was not done by its date',
};

const assignedParts: Readonly<Record<string, string>> = {
  lead: 'A meeting decided, and your unit leads',
  handling: 'A meeting decided, and your unit is to do it',
  assisting: 'A meeting decided, and your unit is to help',
  concerned: 'A meeting decided about a project or problem of yours',
};

const closings: Readonly<Record<string, string>> = {
  cancelled: 'A decision was cancelled; nothing is left to do',
  superseded: 'A newer decision took the place of this one',
  withdrawn: 'A decision was taken back in session; nothing is left to do',
  unneeded: 'The problem is closed, so a decision is no longer needed',
};

/** What each rule says in English. */
export const englishWords: Readonly<Record<NoticeRule, NoticeWords>> = {
  'problem.filed': (a) =>
    sayings(
      a.severity === 'urgent'
        ? 'Urgent problem filed: please see to it on site now'
        : 'New problem filed, first to be tried on site',
      a.visitedAt === null ? '' : `Found on a visit: ${moment(a.visitedAt)}`,
      by(a),
    ),
  'problem.arrived': (a) => sayings(`A problem reached ${rung(a.rung)} and awaits your acceptance`, by(a)),
  'problem.moved': (a) =>
    sayings(
      a.answers
        ? `A problem moved to ${rung(a.to)} and is yours to answer`
        : `A problem moved from ${rung(a.from)} to ${rung(a.to)}`,
      `Why: ${causes[a.how] ?? a.how}`,
      reason(a),
      by(a),
    ),
  'problem.answered': (a) => sayings('A problem was answered', `Answer: ${a.text}`, by(a)),
  'problem.response-lapsed': (a) => sayings(`The time to respond is over and ${rung(a.rung)} has not responded`),
  'problem.resolution-lapsed': (a) =>
    sayings(`The time to solve it is over at ${rung(a.rung)}; the clock starts afresh`),
  'problem.whistle-sign-lapsed': () => sayings('A whistle was not signed for in time'),
  'problem.whistle-contact-lapsed': () => sayings('A whistle was not followed by contact in time'),
  'problem.reminder': () => sayings('The time to solve it ends soon'),
  'problem.pause-requested': (a) =>
    sayings(
      'A pause is asked for and awaits your decision',
      `From ${day(a.from)}, counting again on ${day(a.until)}`,
      reason(a),
      by(a),
    ),
  'problem.pause-decided': (a) =>
    sayings(
      a.approved ? 'The pause you asked for is approved' : 'The pause you asked for is refused',
      a.approved ? `From ${day(a.from)}, counting again on ${day(a.until)}` : '',
      reason(a),
      by(a),
    ),
  'problem.pause-ended': (a) => sayings('A pause was ended', `Counting again from ${day(a.until)}`, by(a)),
  'problem.extension-requested': (a) =>
    sayings(`An extension of ${days(a.workdays)} is asked for and awaits your decision`, reason(a), by(a)),
  'problem.extension-decided': (a) =>
    sayings(
      a.granted
        ? `The extension you asked for is granted: ${days(a.workdays)} more`
        : 'The extension you asked for is refused',
      reason(a),
      by(a),
    ),
  'problem.claimed': (a) => sayings('Claimed done: please check it on site', `Evidence: ${a.evidence}`, by(a)),
  'problem.check-failed': (a) =>
    sayings(`The check failed and it goes back to work (reopened: ${a.times})`, `Finding: ${a.finding}`, by(a)),
  'problem.reopened': (a) => sayings(`It came back and is open again (reopened: ${a.times})`, reason(a), by(a)),
  'problem.verification-lapsed': () => sayings('A claim has not been checked in time: please check it on site'),
  'problem.struck-off': (a) =>
    a.onSite
      ? sayings(
          'A problem found on a visit was solved on the spot and struck off',
          `What was done: ${a.evidence}`,
          by(a),
        )
      : sayings('Checked and struck off', by(a)),
  'problem.withdrawn': (a) => sayings('A problem was withdrawn; nothing is left to do', reason(a), by(a)),
  'problem.merged': (a) => sayings('A problem was merged into another one, which goes on', reason(a), by(a)),
  'problem.department-assigned': (a) =>
    sayings(a.lead ? 'Your department leads on this problem' : 'Your department assists on this problem', by(a)),
  'problem.clock-moved': () => sayings('The working calendar changed, and with it the time to solve it'),
  'problem.leader-changed': (a) =>
    sayings(
      a.answers
        ? 'You took over the project, and this problem is yours to answer'
        : `You took over the project; this problem stands at ${rung(a.rung)}`,
    ),
  'decision.assigned': (a) => sayings(assignedParts[a.part] ?? 'A meeting decided', by(a)),
  'decision.reminder': () => sayings('A decision is due soon'),
  'decision.expired': () => sayings('A decision was not done by its date; it heads the next agenda'),
  'decision.overdue-again': () => sayings('A decision is still overdue'),
  'decision.to-principal': (a) =>
    sayings(
      a.answers
        ? 'A decision is overdue without progress and needs your ruling'
        : 'A decision is overdue without progress and went to the principal',
    ),
  'decision.claimed': (a) => sayings('A decision is claimed done: please check it', `Evidence: ${a.evidence}`, by(a)),
  'decision.check-failed': (a) =>
    sayings(
      `The check failed and the decision goes back to work (reopened: ${a.times})`,
      `Finding: ${a.finding}`,
      by(a),
    ),
  'decision.verification-lapsed': () => sayings('A claimed decision has not been checked in time'),
  'decision.struck-off': (a) => sayings('Checked, and the decision is struck off', by(a)),
  'decision.extension-requested': (a) =>
    sayings(`An extension of ${days(a.workdays)} is asked for on a decision and awaits your answer`, reason(a), by(a)),
  'decision.extension-decided': (a) =>
    sayings(
      a.granted
        ? `A decision was put off by ${days(a.workdays)}`
        : 'The extension you asked for on a decision is refused',
      reason(a),
      by(a),
    ),
  'decision.closed': (a) =>
    sayings(closings[a.how] ?? 'A decision was closed; nothing is left to do', reason(a), by(a)),
  'decision.date-moved': () => sayings('The working calendar changed, and with it the date of a decision'),
  'agenda.listed': (a) =>
    sayings(
      `On the agenda of ${meeting(a)}${a.times > 1 ? ` (time ${a.times} on an agenda)` : ''}`,
      ...meetingFacts(a),
    ),
  'agenda.carried-over': (a) =>
    sayings(`Carried over to ${meeting(a)} (time ${a.times} on an agenda)`, ...meetingFacts(a)),
  'agenda.removed': (a) => sayings(`No longer on the agenda of ${meeting(a)}`, ...meetingFacts(a)),
  'agenda.locked': (a) =>
    sayings(
      a.items === 0
        ? `The agenda of ${meeting(a)} is closed and has no items; cancel the meeting if it need not be held`
        : `The agenda of ${meeting(a)} is closed and awaits approval; items: ${a.items}`,
      ...meetingFacts(a),
      a.items === 0 || a.approvalDueAt === null ? '' : `Approve by: ${moment(a.approvalDueAt)}`,
    ),
  'agenda.matter-listed': (a) =>
    sayings(
      `On the agenda of ${meeting(a)}${a.times > 1 ? ` (time ${a.times} on an agenda)` : ''}`,
      ...meetingFacts(a),
      a.text === '' ? '' : `What is asked: ${a.text}`,
    ),
  'agenda.postponed': (a) => sayings(`Postponed to ${meeting(a)}`, reason(a), ...meetingFacts(a), by(a)),
  'agenda.approval-due': (a) =>
    sayings(
      `The agenda of ${meeting(a)} is still to be approved; items: ${a.items}`,
      ...meetingFacts(a),
      a.approvalDueAt === null ? '' : `Approve by: ${moment(a.approvalDueAt)}`,
    ),
  'agenda.approval-fell': (a) =>
    sayings(
      `The agenda of ${meeting(a)} changed after you approved it: please approve it again`,
      reason(a),
      ...meetingFacts(a),
      by(a),
    ),
  'agenda.addition-asked': (a) =>
    sayings(
      `After the cut-off, an addition to the agenda of ${meeting(a)} is asked for and awaits your decision`,
      a.text === '' ? '' : `What is asked: ${a.text}`,
      reason(a),
      ...meetingFacts(a),
      by(a),
    ),
  'agenda.addition-decided': (a) =>
    sayings(
      a.approved
        ? `The addition you asked for is on the agenda of ${meeting(a)}`
        : `The addition you asked for is not taken onto the agenda of ${meeting(a)}`,
      reason(a),
      by(a),
    ),
  'meeting.cancelled': (a) =>
    sayings(
      `${a.seriesEn}: the meeting of ${day(a.on)} is not held; its agenda goes to no. ${a.meetingNumber}`,
      reason(a),
      ...meetingFacts(a),
      a.problemCount === 0 ? '' : `On it and yours: ${a.problemCount}`,
      ...a.problems.map((p) => `${p.number} ${p.title}`.trim()),
      by(a),
    ),
  'meeting.matter-referred': (a) => sayings(`A matter is referred to you by ${meeting(a)}`, reason(a)),
  'minutes.published': (a) =>
    sayings(
      a.problemCount === 0
        ? `The minutes of ${meeting(a)} are published`
        : `The minutes of ${meeting(a)} are published; decisions for you: ${a.problemCount}`,
      ...a.problems.map((p) => `${p.number} ${p.title}, by ${day(p.to)}`.trim()),
      by(a),
    ),
  'minutes.corrected': (a) =>
    sayings(`The minutes of ${meeting(a)} were corrected (edition ${a.times})`, reason(a), by(a)),
  'feedback.filed': (a) => sayings('There is feedback to answer', a.title, by(a)),
  'feedback.answered': (a) =>
    sayings('Your feedback was answered', `You wrote: ${a.title}`, `Answer: ${a.text}`, by(a)),
  'calendar.amended': (a) =>
    sayings(
      a.meetings.length > 0
        ? 'The working calendar changed, and a meeting with it'
        : `The working calendar changed, and ${a.problemCount} of your deadlines with it`,
      ...movedLines(a),
    ),
  'leave.deputy': (a) =>
    sayings(
      `You stand in for ${a.person}`,
      `Away from ${day(a.from)}, back on ${day(a.until)}`,
      reason(a),
      by(a),
      'What is theirs to do reaches you as well, and you may do it for them; the record says so.',
    ),
  'leave.ended': (a) => sayings(`You no longer stand in for ${a.person}`, reason(a), by(a)),
  'leave.deputy-away': (a) =>
    sayings(
      `${a.deputy}, who stands in for ${a.person}, is away too: please name somebody else`,
      `Away from ${day(a.from)}, back on ${day(a.until)}`,
      by(a),
    ),
  'leave.yours': (a) =>
    a.revoked
      ? sayings('Your leave is revoked', reason(a), by(a))
      : sayings(
          `Your leave: away from ${day(a.from)}, back on ${day(a.until)}`,
          a.deputy === '' ? 'Nobody stands in' : `${a.deputy} stands in`,
          reason(a),
          by(a),
        ),
  'policy.changed': (a) =>
    sayings(
      a.meetings.length > 0
        ? 'The rules of a series changed, and a meeting moved'
        : a.problemCount > 0
          ? `The working hours changed, and ${a.problemCount} of your deadlines with them`
          : 'Rules of procedure changed',
      ...movedLines(a),
    ),
  ...englishReportWords,
  ...englishContractWords,
};
