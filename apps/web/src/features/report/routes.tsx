import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const reports = createRoute({
  getParentRoute: () => within,
  path: '/reports',
  component: lazyRouteComponent(() => import('./reports.screen.js'), 'ReportsScreen'),
});

const report = createRoute({
  getParentRoute: () => within,
  path: '/reports/$officeId/$start',
  staticData: { frame: 'no-bar' },
  component: lazyRouteComponent(() => import('./report.screen.js'), 'ReportScreen'),
});

export const reportRoutes = [reports, report] as const;
