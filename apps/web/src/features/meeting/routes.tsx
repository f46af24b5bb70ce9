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
const live = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id/live',
  staticData: { frame: 'narrow' },
  component: lazyRouteComponent(() => import('./live.screen.js'), 'LiveScreen'),
});
const projector = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id/projector',
  staticData: { frame: 'bare' },
  validateSearch: (search): { paper?: true } => (search.paper === true ? { paper: true } : {}),
  component: lazyRouteComponent(() => import('./projector.screen.js'), 'ProjectorScreen'),
});
const follow = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id/follow',
  component: lazyRouteComponent(() => import('./follow.screen.js'), 'FollowScreen'),
});
const minutes = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id/minutes',
  validateSearch: ({ edition }): { edition?: number } =>
    typeof edition === 'number' && Number.isInteger(edition) && edition > 0 ? { edition } : {},
  component: lazyRouteComponent(() => import('./minutes.screen.js'), 'MinutesScreen'),
});

export const meetingRoutes = [meetings, meeting, live, projector, follow, minutes] as const;
