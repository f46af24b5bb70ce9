import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const visits = createRoute({
  getParentRoute: () => within,
  path: '/visits',
  component: lazyRouteComponent(() => import('./visits.screen.js'), 'VisitsScreen'),
});

const logVisit = createRoute({
  getParentRoute: () => within,
  path: '/visits/new',
  staticData: { frame: 'form' },
  validateSearch: (search: Record<string, unknown>): { projectId?: string } =>
    typeof search.projectId === 'string' && uuid.test(search.projectId) ? { projectId: search.projectId } : {},
  component: lazyRouteComponent(() => import('./log-visit.screen.js'), 'LogVisitScreen'),
});

const visit = createRoute({
  getParentRoute: () => within,
  path: '/visits/$id',
  component: lazyRouteComponent(() => import('./visit.screen.js'), 'VisitScreen'),
});

export const visitRoutes = [visits, logVisit, visit] as const;
