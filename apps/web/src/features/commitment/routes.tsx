import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const leaders = createRoute({
  getParentRoute: () => within,
  path: '/leaders',
  component: lazyRouteComponent(() => import('./leaders.screen.js'), 'LeadersScreen'),
});
const leader = createRoute({
  getParentRoute: () => within,
  path: '/leaders/$id',
  component: lazyRouteComponent(() => import('./leader.screen.js'), 'LeaderScreen'),
});
const sheet = createRoute({
  getParentRoute: () => within,
  path: '/contracts/$id/hand-over-sheet',
  component: lazyRouteComponent(() => import('./hand-over-sheet.screen.js'), 'HandOverSheetScreen'),
});

export const commitmentRoutes = [leaders, leader, sheet] as const;
