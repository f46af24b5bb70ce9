import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const calendar = createRoute({
  getParentRoute: () => within,
  path: '/calendar',
  validateSearch: (search: Record<string, unknown>): { month?: string } =>
    typeof search.month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month) ? { month: search.month } : {},
  component: lazyRouteComponent(() => import('./calendar.screen.js'), 'CalendarScreen'),
});

export const calendarRoutes = [calendar] as const;
