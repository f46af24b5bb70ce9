export { serveWeb, toThePage } from './serve-web.js';
