import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';

const toDo = createRoute({
  getParentRoute: () => within,
  path: '/to-do',
  component: lazyRouteComponent(() => import('./to-do.screen.js'), 'ToDoScreen'),
});

export const todoRoutes = [toDo] as const;
