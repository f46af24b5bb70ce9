import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const policies = createRoute({
  getParentRoute: () => within,
  path: '/policies',
  component: lazyRouteComponent(() => import('./policies.screen.js'), 'PoliciesScreen'),
});
const policy = createRoute({
  getParentRoute: () => within,
  path: '/policies/$kind',
  component: lazyRouteComponent(() => import('./policy.screen.js'), 'PolicyScreen'),
});

export const policyRoutes = [policies, policy] as const;
