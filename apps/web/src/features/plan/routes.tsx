import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const plan = createRoute({
  getParentRoute: () => within,
  path: '/projects/$id/plan',
  validateSearch: ({ year }: Record<string, unknown>): { year?: string } =>
    /^20\d\d$/.test(String(year)) ? { year: String(year) } : {},
  component: lazyRouteComponent(() => import('./plan.screen.js'), 'PlanScreen'),
});

export const planRoutes = [plan] as const;
