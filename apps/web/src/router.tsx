import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { isRefusal } from './api/call.js';
import { queryClient } from './api/query-client.js';
import { sessionQuery } from './api/session.js';
import { problemFilters } from './features/problem/problem-filters.js';
import { projectFilters } from './features/project/project-filters.js';
import { Failed, Missing } from './shell/failed.js';
import { Shell } from './shell/shell.js';
import { destinationsFor } from './shell/destinations.js';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: Missing,
  errorComponent: ({ error }: ErrorComponentProps) => <Failed error={error} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && /^\/[^/\\]/.test(search.to) ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./features/session/sign-in.screen.js'), 'SignInScreen'),
});

/** Everything behind sign-in. A stranger is sent there, and back afterwards. */
const within = createRoute({
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
});

const home = createRoute({
  getParentRoute: () => within,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    throw redirect({ to: destinationsFor(session)[0]?.to ?? '/notices' });
  },
});

const toDo = createRoute({
  getParentRoute: () => within,
  path: '/to-do',
  component: lazyRouteComponent(() => import('./features/todo/to-do.screen.js'), 'ToDoScreen'),
});
const problems = createRoute({
  getParentRoute: () => within,
  path: '/problems',
  validateSearch: problemFilters,
  component: lazyRouteComponent(() => import('./features/problem/problems.screen.js'), 'ProblemsScreen'),
});
const problemNew = createRoute({
  getParentRoute: () => within,
  path: '/problems/new',
  component: lazyRouteComponent(() => import('./features/problem/file-problem.screen.js'), 'FileProblemScreen'),
});
const problem = createRoute({
  getParentRoute: () => within,
  path: '/problems/$id',
  component: lazyRouteComponent(() => import('./features/problem/problem.screen.js'), 'ProblemScreen'),
});
const projects = createRoute({
  getParentRoute: () => within,
  path: '/projects',
  validateSearch: projectFilters,
  component: lazyRouteComponent(() => import('./features/project/projects.screen.js'), 'ProjectsScreen'),
});
const project = createRoute({
  getParentRoute: () => within,
  path: '/projects/$id',
  component: lazyRouteComponent(() => import('./features/project/project.screen.js'), 'ProjectScreen'),
});
const meetings = createRoute({
  getParentRoute: () => within,
  path: '/meetings',
  component: lazyRouteComponent(() => import('./features/meeting/meetings.screen.js'), 'MeetingsScreen'),
});
const meeting = createRoute({
  getParentRoute: () => within,
  path: '/meetings/$id',
  component: lazyRouteComponent(() => import('./features/meeting/meeting.screen.js'), 'MeetingScreen'),
});
const notices = createRoute({
  getParentRoute: () => within,
  path: '/notices',
  component: lazyRouteComponent(() => import('./features/notice/notices.screen.js'), 'NoticesScreen'),
});
const account = createRoute({
  getParentRoute: () => within,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/session/account.screen.js'), 'AccountScreen'),
});
const calendar = createRoute({
  getParentRoute: () => within,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./features/calendar/calendar.screen.js'), 'CalendarScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    within.addChildren([
      home,
      toDo,
      problems,
      problemNew,
      problem,
      projects,
      project,
      meetings,
      meeting,
      notices,
      account,
      calendar,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
