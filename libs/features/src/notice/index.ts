export { NoticeHandlersModule, NoticeModule } from './notice.module.js';
export { skipOvertaken } from './notice.repository.js';
export type { MovedReminder } from './cool-down.js';
export { raiseNotices, recoolReminders } from './raise-notices.js';
export type { NoticeRequest } from './raise-notices.js';
export type { NoticeRule } from './notice-rules.js';
export { dismissDelivery, retryDelivery, type DeliveryRefusal } from './delivery-upkeep.repository.js';
export { deliveriesQuery, deliveryPage, type DeliveriesQuery, type DeliveryView } from './notice.dto.js';
export { deliveriesOf, deliveryState } from './notice.queries.js';
