export { SheetHandlersModule, SheetModule } from './sheet.module.js';
