export { LeaveModule } from './leave.module.js';
export { LeaveService } from './leave.service.js';
export { leaveSight } from './leave.sight.js';
