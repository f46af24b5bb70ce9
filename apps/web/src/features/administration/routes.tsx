import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { auditFilters } from './audit-filters.js';

const users = createRoute({
  getParentRoute: () => within,
  path: '/users',
  component: lazyRouteComponent(() => import('./users.screen.js'), 'UsersScreen'),
});
const roles = createRoute({
  getParentRoute: () => within,
  path: '/roles',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search.q === 'string' && search.q.trim() !== '' ? { q: search.q.trim().slice(0, 50) } : {},
  component: lazyRouteComponent(() => import('./roles.screen.js'), 'RolesScreen'),
});
const audit = createRoute({
  getParentRoute: () => within,
  path: '/audit',
  validateSearch: auditFilters,
  component: lazyRouteComponent(() => import('./audit.screen.js'), 'AuditScreen'),
});

export const administrationRoutes = [users, roles, audit] as const;
