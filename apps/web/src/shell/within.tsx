import { createRootRoute, createRoute, Outlet, redirect, type ErrorComponentProps } from '@tanstack/react-router';
import { isRefusal } from '../api/call.js';
import { queryClient } from '../api/query-client.js';
import { sessionQuery } from '../api/session.js';
import { homeOf } from './destinations.js';
import { Failed, Missing } from './failed.js';
import { Shell } from './shell.js';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /**
     * How much of the frame a screen leaves: `narrow` a rail of pictures only (the live meeting), `no-bar` no bar at the
     * bottom of a phone (a form has its own), `bare` nothing at all (the projector).
     */
    frame?: 'narrow' | 'no-bar' | 'bare';
  }
}

export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: Missing,
  errorComponent: ({ error }: ErrorComponentProps) => <Failed error={error} />,
});

/** Everything behind sign-in; every feature's routes hang from it. A stranger is sent there, and back afterwards. */
export const within = createRoute({
  getParentRoute: () => root,
  id: 'within',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isRefusal(error, 'access.not_signed_in')) throw redirect({ to: '/sign-in', search: { to: location.href } });
      throw error;
    }
  },
  component: Shell,
  errorComponent: ({ error }: ErrorComponentProps) => <Failed error={error} />,
});

export const home = createRoute({
  getParentRoute: () => within,
  path: '/',
  beforeLoad: async () => {
    throw redirect({ to: homeOf(await queryClient.ensureQueryData(sessionQuery)) });
  },
});
