import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { within } from '../../shell/within.js';
import { feedbackFilters } from './feedback-filters.js';

const feedback = createRoute({
  getParentRoute: () => within,
  path: '/feedback',
  validateSearch: feedbackFilters,
  component: lazyRouteComponent(() => import('./feedback.screen.js'), 'FeedbackScreen'),
});

export const feedbackRoutes = [feedback] as const;
