import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { projectFilters } from './project-filters.js';

const projects = createRoute({
  getParentRoute: () => within,
  path: '/projects',
  validateSearch: projectFilters,
  component: lazyRouteComponent(() => import('./projects.screen.js'), 'ProjectsScreen'),
});
const project = createRoute({
  getParentRoute: () => within,
  path: '/projects/$id',
  component: lazyRouteComponent(() => import('./project.screen.js'), 'ProjectScreen'),
});

export const projectRoutes = [projects, project] as const;
