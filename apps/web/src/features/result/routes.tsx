import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupings, type Grouping } from './groupings.js';
import { within } from '../../shell/within.js';

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/;

const results = createRoute({
  getParentRoute: () => within,
  path: '/results',
  validateSearch: (search: Record<string, unknown>): { by?: Grouping; year?: number; month?: string } => ({
    ...(groupings.includes(search.by as Grouping) && { by: search.by as Grouping }),
    ...(Number.isInteger(search.year) && { year: Number(search.year) }),
    ...(typeof search.month === 'string' && isMonth.test(search.month) && { month: search.month }),
  }),
  component: lazyRouteComponent(() => import('./results.screen.js'), 'ResultsScreen'),
});

export const resultRoutes = [results] as const;
