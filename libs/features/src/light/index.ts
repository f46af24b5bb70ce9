export { LightModule } from './light.module.js';
export { lightPolicy } from './light.policy.js';
export { lightsOf, type ProjectLight } from './lights.js';
export { lightChanges, type LightChange } from './light-changes.js';
export { LightReader } from './light.reader.js';
export { lightsQuery, type LightsView } from './light.dto.js';
