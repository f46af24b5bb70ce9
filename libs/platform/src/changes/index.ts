export type { ChangeSource } from './change-streams.js';
export { CHANGE_SOURCE } from './change-streams.js';
export { ChangesModule } from './changes.module.js';
