import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const sheets = createRoute({
  getParentRoute: () => within,
  path: '/sheets',
  component: lazyRouteComponent(() => import('./sheets.screen.js'), 'SheetsScreen'),
});

export const sheetRoutes = [sheets] as const;
