export { FeedbackModule } from './feedback.module.js';
export { feedbackSight } from './feedback-sight.queries.js';
