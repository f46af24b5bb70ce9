import { createRouter } from '@tanstack/react-router';
import { administrationRoutes } from './features/administration/routes.js';
import { calendarRoutes } from './features/calendar/routes.js';
import { closingRoutes } from './features/closing/routes.js';
import { cockpitRoutes } from './features/cockpit/routes.js';
import { commitmentRoutes } from './features/commitment/routes.js';
import { decisionRoutes } from './features/decision/routes.js';
import { feedbackRoutes } from './features/feedback/routes.js';
import { leaveRoutes } from './features/leave/routes.js';
import { mapRoutes } from './features/map/routes.js';
import { meetingRoutes } from './features/meeting/routes.js';
import { noticeRoutes } from './features/notice/routes.js';
import { operationsRoutes } from './features/operations/routes.js';
import { planRoutes } from './features/plan/routes.js';
import { policyRoutes } from './features/policy/routes.js';
import { problemRoutes } from './features/problem/routes.js';
import { projectRoutes } from './features/project/routes.js';
import { reportRoutes } from './features/report/routes.js';
import { resultRoutes } from './features/result/routes.js';
import { sessionRoutes, signIn } from './features/session/routes.js';
import { sheetRoutes } from './features/sheet/routes.js';
import { todoRoutes } from './features/todo/routes.js';
import { visitRoutes } from './features/visit/routes.js';
import { readNothingElse, readSearch, writeSearch } from './shell/address.js';
import { home, root, within } from './shell/within.js';

// One line a feature, by the alphabet; what is behind each is fetched when somebody goes there.
const features = [
  ...administrationRoutes,
  ...calendarRoutes,
  ...closingRoutes,
  ...cockpitRoutes,
  ...commitmentRoutes,
  ...decisionRoutes,
  ...feedbackRoutes,
  ...leaveRoutes,
  ...mapRoutes,
  ...meetingRoutes,
  ...noticeRoutes,
  ...operationsRoutes,
  ...planRoutes,
  ...policyRoutes,
  ...problemRoutes,
  ...projectRoutes,
  ...reportRoutes,
  ...resultRoutes,
  ...sessionRoutes,
  ...sheetRoutes,
  ...todoRoutes,
  ...visitRoutes,
] as const;

readNothingElse([signIn, ...features]);

export const router = createRouter({
  routeTree: root.addChildren([signIn, within.addChildren([home, ...features])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
