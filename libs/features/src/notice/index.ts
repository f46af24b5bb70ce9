export { NoticeHandlersModule, NoticeModule } from './notice.module.js';
export { skipOvertaken } from './notice.repository.js';
export { raiseNotices } from './raise-notices.js';
export type { NoticeRequest } from './raise-notices.js';
export type { NoticeRule } from './notice-rules.js';
