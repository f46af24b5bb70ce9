export { leavesQuery, type LeaveView } from './leave.dto.js';
export { LeaveModule } from './leave.module.js';
export { LeaveService } from './leave.service.js';
export { leaveSight } from './leave.sight.js';
