import {
  BarChart3,
  Bell,
  Building2,
  CalendarCheck,
  CalendarDays,
  CalendarOff,
  CalendarRange,
  CircleAlert,
  ClipboardList,
  Cog,
  FileSpreadsheet,
  Footprints,
  Gavel,
  Handshake,
  LayoutDashboard,
  ListTodo,
  Map,
  MessageSquareText,
  Presentation,
  Scale,
  ScrollText,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { WhoAmI } from '#api-client/types.gen.js';
import { mayDo, type Action } from '../api/session.js';

export interface Destination {
  readonly to: string;
  /** Of its name in the catalogue. */
  readonly key: string;
  readonly Icon: LucideIcon;
  readonly needs: Action;
  /** Offered to these roles only, where the permission alone would offer it to people who do not need it. */
  readonly roles?: readonly WhoAmI['roles'][number][];
}

// In the order of the rail. The first that somebody may see is where they start; the first four are on a phone's bar.
const all: readonly Destination[] = [
  {
    to: '/cockpit',
    key: 'cockpit.title',
    Icon: LayoutDashboard,
    needs: 'progress.read',
    roles: ['principal', 'coordinator'],
  },
  { to: '/to-do', key: 'todo.title', Icon: ListTodo, needs: 'problem.accept' },
  { to: '/problems', key: 'problem.title', Icon: CircleAlert, needs: 'problem.read' },
  { to: '/visits', key: 'visit.title', Icon: Footprints, needs: 'visit.read' },
  { to: '/projects', key: 'project.title', Icon: Building2, needs: 'project.read' },
  {
    to: '/reports',
    key: 'report.title',
    Icon: ClipboardList,
    needs: 'report.read',
    roles: ['office', 'coordinator', 'principal', 'leader'],
  },
  { to: '/meetings', key: 'meeting.title', Icon: Presentation, needs: 'meeting.read' },
  { to: '/decisions', key: 'decision.title', Icon: Gavel, needs: 'decision.read' },
  {
    to: '/cockpit',
    key: 'cockpit.title',
    Icon: LayoutDashboard,
    needs: 'progress.read',
    roles: ['leader', 'office', 'department'],
  },
  {
    to: '/results',
    key: 'result.title',
    Icon: BarChart3,
    needs: 'progress.read',
    roles: ['coordinator', 'principal', 'leader', 'office', 'department'],
  },
  {
    to: '/plans',
    key: 'plan.ledger.title',
    Icon: CalendarRange,
    needs: 'plan.read',
    roles: ['coordinator', 'principal', 'leader', 'office'],
  },
  {
    to: '/leaders',
    key: 'commitment.leaders',
    Icon: Handshake,
    needs: 'contract.read',
    roles: ['coordinator', 'principal', 'leader'],
  },
  {
    to: '/closings',
    key: 'closing.title',
    Icon: CalendarCheck,
    needs: 'progress.read',
    roles: ['coordinator', 'principal', 'leader', 'office'],
  },
  { to: '/users', key: 'user.title', Icon: Users, needs: 'user.read' },
  { to: '/roles', key: 'roles.title', Icon: ShieldCheck, needs: 'role.grant' },
  { to: '/map', key: 'map.title', Icon: Map, needs: 'directory.write' },
  { to: '/audit', key: 'audit.title', Icon: ScrollText, needs: 'audit.read' },
  { to: '/sheets', key: 'sheet.title', Icon: FileSpreadsheet, needs: 'sheet.import' },
  { to: '/feedback', key: 'feedback.title', Icon: MessageSquareText, needs: 'feedback.read' },
  {
    to: '/policies',
    key: 'policy.title',
    Icon: Scale,
    needs: 'policy.read',
    roles: ['coordinator', 'principal', 'leader'],
  },
  { to: '/leaves', key: 'leave.title', Icon: CalendarOff, needs: 'leave.write', roles: ['coordinator'] },
  { to: '/calendar', key: 'calendar.title', Icon: CalendarDays, needs: 'calendar.read' },
  { to: '/operations', key: 'operations.title', Icon: Cog, needs: 'operations.read' },
];

/** Where this person can go: what they may not see is not offered, and nothing twice to who has two roles. */
export const destinationsFor = (session: WhoAmI): readonly Destination[] =>
  all
    .filter(
      ({ needs, roles }) => mayDo(session, needs) && (!roles || roles.some((role) => session.roles.includes(role))),
    )
    .filter(({ to }, index, offered) => offered.findIndex((other) => other.to === to) === index);

export const noticesAt: Destination = { to: '/notices', key: 'notice.title', Icon: Bell, needs: 'notice.read' };

export const homeOf = (session: WhoAmI): string => destinationsFor(session)[0]?.to ?? noticesAt.to;
