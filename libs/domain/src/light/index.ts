export type { Band, BandEdge, BandLight, Light, LightPolicy } from './policy.js';
export { bandLights, defaultLightPolicy, eightyAndSixty, tenAndThirtyPoints, validateLightPolicy } from './policy.js';
export type { LightFacts, LightReason, LightShown } from './light.js';
export { lightOf } from './light.js';
