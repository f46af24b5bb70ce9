export { Clock, offsetOf } from './clock.js';
