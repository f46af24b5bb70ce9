export { GuaranteeModule } from './guarantee.module.js';
