export { LightModule } from './light.module.js';
export { lightPolicy } from './light.policy.js';
export { lightsOf, type ProjectLight } from './lights.js';
export { lightChanges, type LightChange } from './light-changes.js';
