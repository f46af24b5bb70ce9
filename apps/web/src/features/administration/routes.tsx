import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { auditFilters } from './audit-filters.js';
import { roleFilters, userFilters } from './people-filters.js';

const users = createRoute({
  getParentRoute: () => within,
  path: '/users',
  validateSearch: userFilters,
  component: lazyRouteComponent(() => import('./users.screen.js'), 'UsersScreen'),
});
const roles = createRoute({
  getParentRoute: () => within,
  path: '/roles',
  validateSearch: roleFilters,
  component: lazyRouteComponent(() => import('./roles.screen.js'), 'RolesScreen'),
});
const audit = createRoute({
  getParentRoute: () => within,
  path: '/audit',
  validateSearch: auditFilters,
  component: lazyRouteComponent(() => import('./audit.screen.js'), 'AuditScreen'),
});

export const administrationRoutes = [users, roles, audit] as const;
