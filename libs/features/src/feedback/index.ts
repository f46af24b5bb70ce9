export { FeedbackModule } from './feedback.module.js';
export { feedbackSight } from './feedback-sight.queries.js';
export { FeedbackService } from './feedback.service.js';
export { feedbackQuery, type FeedbackView } from './feedback.dto.js';
