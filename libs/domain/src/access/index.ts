export type { CommandContext, SystemActor } from './command-context.js';
export { authorOf } from './command-context.js';
export { can, conflictingRoles, reachOf, scopeFor } from './permission.js';
export type { Action, Actor, Reach, Role, Scope, Subject } from './types.js';
export { actions, roles } from './types.js';
