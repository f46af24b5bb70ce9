import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const leaves = createRoute({
  getParentRoute: () => within,
  path: '/leaves',
  component: lazyRouteComponent(() => import('./leaves.screen.js'), 'LeavesScreen'),
});

export const leaveRoutes = [leaves] as const;
