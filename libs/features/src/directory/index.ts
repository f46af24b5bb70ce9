export { DirectoryModule } from './directory.module.js';
export { unitView } from './directory.dto.js';
export { rolesOfPerson } from './directory.queries.js';
export { personsOf } from './recipients.queries.js';
export type { ReachedPerson } from './recipients.queries.js';
export { mayHold } from './role-fit.js';
export type { UnitKind } from './role-fit.js';
