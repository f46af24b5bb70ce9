export { endWhenTold } from './end-when-told.js';
