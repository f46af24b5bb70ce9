import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupings, type Grouping } from './groupings.js';
import { within } from '../../shell/within.js';

const results = createRoute({
  getParentRoute: () => within,
  path: '/results',
  validateSearch: (search: Record<string, unknown>): { by?: Grouping; year?: number } => ({
    ...(groupings.includes(search.by as Grouping) && { by: search.by as Grouping }),
    ...(Number.isInteger(search.year) && { year: Number(search.year) }),
  }),
  component: lazyRouteComponent(() => import('./results.screen.js'), 'ResultsScreen'),
});

export const resultRoutes = [results] as const;
