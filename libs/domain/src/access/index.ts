export type { CommandContext, SystemActor } from './command-context.js';
export { authorOf } from './command-context.js';
export { can, conflictingRoles, reachOf, scopeFor } from './permission.js';
export type { Leave } from './leave.js';
export { LONGEST_LEAVE_DAYS, deputyOn, isAway, overlap, stoodInFor, validateLeave } from './leave.js';
export { asThemselves, isLeader, personalActions, standsInFor } from './standing-in.js';
export type { Action, Actor, Reach, Role, Scope, StoodInFor, Subject } from './types.js';
export { actions, roles } from './types.js';
