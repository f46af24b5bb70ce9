import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root, within } from '../../shell/within.js';

/** The one screen that a stranger sees. */
export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && /^\/[^/\\]/.test(search.to) ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./sign-in.screen.js'), 'SignInScreen'),
});

const account = createRoute({
  getParentRoute: () => within,
  path: '/account',
  component: lazyRouteComponent(() => import('./account.screen.js'), 'AccountScreen'),
});

export const sessionRoutes = [account] as const;
