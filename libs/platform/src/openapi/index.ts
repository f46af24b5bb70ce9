export { openApiDocument } from './openapi-document.js';
export { OpenApiModule, serveOpenApi } from './openapi.module.js';
