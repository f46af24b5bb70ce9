import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { problemFilters } from './problem-filters.js';

const problems = createRoute({
  getParentRoute: () => within,
  path: '/problems',
  validateSearch: problemFilters,
  component: lazyRouteComponent(() => import('./problems.screen.js'), 'ProblemsScreen'),
});
const problemNew = createRoute({
  getParentRoute: () => within,
  path: '/problems/new',
  staticData: { frame: 'no-bar' },
  validateSearch: (search: Record<string, unknown>): { projectId?: string } =>
    typeof search.projectId === 'string' ? { projectId: search.projectId } : {},
  component: lazyRouteComponent(() => import('./file-problem.screen.js'), 'FileProblemScreen'),
});
const problem = createRoute({
  getParentRoute: () => within,
  path: '/problems/$id',
  component: lazyRouteComponent(() => import('./problem.screen.js'), 'ProblemScreen'),
});

export const problemRoutes = [problems, problemNew, problem] as const;
