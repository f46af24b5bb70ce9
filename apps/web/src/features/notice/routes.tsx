import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const notices = createRoute({
  getParentRoute: () => within,
  path: '/notices',
  component: lazyRouteComponent(() => import('./notices.screen.js'), 'NoticesScreen'),
});

export const noticeRoutes = [notices] as const;
