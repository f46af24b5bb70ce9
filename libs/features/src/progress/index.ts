export { setActuals, type ActualOfSpan } from './figures.repository.js';
export {
  entriesOf,
  figuresWithin,
  projectFigures,
  ratioOf,
  spansOfProject,
  type ProjectFigures,
} from './figures.queries.js';
