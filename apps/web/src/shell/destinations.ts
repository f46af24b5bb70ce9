import { Building2, CalendarDays, CircleAlert, ListTodo, Presentation, type LucideIcon } from 'lucide-react';
import type { WhoAmI } from '#api-client/types.gen.js';
import { mayDo, type Action } from '../api/session.js';

export interface Destination {
  readonly to: string;
  /** Of its name in the catalogue. */
  readonly key: string;
  readonly Icon: LucideIcon;
  readonly needs: Action;
}

const all: readonly Destination[] = [
  { to: '/to-do', key: 'todo.title', Icon: ListTodo, needs: 'problem.read' },
  { to: '/projects', key: 'project.title', Icon: Building2, needs: 'project.read' },
  { to: '/problems', key: 'problem.title', Icon: CircleAlert, needs: 'problem.read' },
  { to: '/meetings', key: 'meeting.title', Icon: Presentation, needs: 'meeting.read' },
  { to: '/calendar', key: 'calendar.title', Icon: CalendarDays, needs: 'calendar.read' },
];

/** Where this person can go: what they may not see is not offered. */
export const destinationsFor = (session: WhoAmI): readonly Destination[] =>
  all.filter(({ needs }) => mayDo(session, needs));
