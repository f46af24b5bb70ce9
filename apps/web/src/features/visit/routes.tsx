import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { visitFilters } from './visit-filters.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const idIn = <Name extends string>(search: Record<string, unknown>, name: Name): { [K in Name]?: string } => {
  const value = search[name];
  return typeof value === 'string' && uuid.test(value) ? ({ [name]: value } as { [K in Name]?: string }) : {};
};

const visits = createRoute({
  getParentRoute: () => within,
  path: '/visits',
  validateSearch: visitFilters,
  component: lazyRouteComponent(() => import('./visits.screen.js'), 'VisitsScreen'),
});

const logVisit = createRoute({
  getParentRoute: () => within,
  path: '/visits/new',
  staticData: { frame: 'no-bar' },
  // `amend`: one that was refused and is still on this device.
  validateSearch: (search: Record<string, unknown>): { projectId?: string; amend?: string } => ({
    ...idIn(search, 'projectId'),
    ...idIn(search, 'amend'),
  }),
  component: lazyRouteComponent(() => import('./log-visit.screen.js'), 'LogVisitScreen'),
});

const visit = createRoute({
  getParentRoute: () => within,
  path: '/visits/$id',
  component: lazyRouteComponent(() => import('./visit.screen.js'), 'VisitScreen'),
});

export const visitRoutes = [visits, logVisit, visit] as const;
