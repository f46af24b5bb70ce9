export { setActuals, type ActualOfSpan } from './figures.repository.js';
export { figuresWithin, projectFigures, ratioOf, type ProjectFigures } from './figures.queries.js';
