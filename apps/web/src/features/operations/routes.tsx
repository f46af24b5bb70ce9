import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { operationsFilters } from './tabs.js';

const operations = createRoute({
  getParentRoute: () => within,
  path: '/operations',
  validateSearch: operationsFilters,
  component: lazyRouteComponent(() => import('./operations.screen.js'), 'OperationsScreen'),
});

export const operationsRoutes = [operations] as const;
