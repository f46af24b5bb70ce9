import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const map = createRoute({
  getParentRoute: () => within,
  path: '/map',
  component: lazyRouteComponent(() => import('./map.screen.js'), 'MapScreen'),
});

export const mapRoutes = [map] as const;
