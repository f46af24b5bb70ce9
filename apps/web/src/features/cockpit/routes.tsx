import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const plainDay = /^20\d\d-\d\d-\d\d$/;

const cockpit = createRoute({
  getParentRoute: () => within,
  path: '/cockpit',
  validateSearch: (search: Record<string, unknown>): { on?: string } =>
    typeof search.on === 'string' && plainDay.test(search.on) ? { on: search.on } : {},
  component: lazyRouteComponent(() => import('./cockpit.screen.js'), 'CockpitScreen'),
});

const rulings = createRoute({
  getParentRoute: () => within,
  path: '/rulings',
  component: lazyRouteComponent(() => import('./rulings.screen.js'), 'RulingsScreen'),
});

export const cockpitRoutes = [cockpit, rulings] as const;
