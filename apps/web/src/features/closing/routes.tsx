import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { cardFilters, closingFilters } from './closings-filters.js';

const closings = createRoute({
  getParentRoute: () => within,
  path: '/closings',
  validateSearch: closingFilters,
  component: lazyRouteComponent(() => import('./closings.screen.js'), 'ClosingsScreen'),
});
const closing = createRoute({
  getParentRoute: () => within,
  path: '/closings/$kind/$start',
  validateSearch: (search: Record<string, unknown>): { all?: true } => (search.all === true ? { all: true } : {}),
  component: lazyRouteComponent(() => import('./closing.screen.js'), 'ClosingScreen'),
});
const cards = createRoute({
  getParentRoute: () => within,
  path: '/cards',
  validateSearch: cardFilters,
  component: lazyRouteComponent(() => import('./cards.screen.js'), 'CardsScreen'),
});
const card = createRoute({
  getParentRoute: () => within,
  path: '/cards/$id',
  component: lazyRouteComponent(() => import('./card.screen.js'), 'CardScreen'),
});
const looks = createRoute({
  getParentRoute: () => within,
  path: '/looks',
  component: lazyRouteComponent(() => import('./looks.screen.js'), 'LooksScreen'),
});

export const closingRoutes = [closings, closing, cards, card, looks] as const;
