import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { decisionFilters } from './decision-filters.js';

const decisions = createRoute({
  getParentRoute: () => within,
  path: '/decisions',
  validateSearch: decisionFilters,
  component: lazyRouteComponent(() => import('./decisions.screen.js'), 'DecisionsScreen'),
});
const decision = createRoute({
  getParentRoute: () => within,
  path: '/decisions/$id',
  component: lazyRouteComponent(() => import('./decision.screen.js'), 'DecisionScreen'),
});

export const decisionRoutes = [decisions, decision] as const;
