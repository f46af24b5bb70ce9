export { endServices as default } from './global-setup.mjs';
