import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { plansFilters } from './plans-filters.js';

const plans = createRoute({
  getParentRoute: () => within,
  path: '/plans',
  validateSearch: plansFilters,
  component: lazyRouteComponent(() => import('./plans.screen.js'), 'PlansScreen'),
});
const plan = createRoute({
  getParentRoute: () => within,
  path: '/projects/$id/plan',
  validateSearch: ({ year }: Record<string, unknown>): { year?: string } =>
    /^20\d\d$/.test(String(year)) ? { year: String(year) } : {},
  component: lazyRouteComponent(() => import('./plan.screen.js'), 'PlanScreen'),
});

export const planRoutes = [plans, plan] as const;
