import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const meetings = createRoute({
  getParentRoute: () => within,
  path: '/meetings',
  component: lazyRouteComponent(() => import('./meetings.screen.js'), 'MeetingsScreen'),
});
const meeting = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id',
  component: lazyRouteComponent(() => import('./meeting.screen.js'), 'MeetingScreen'),
});

export const meetingRoutes = [meetings, meeting] as const;
