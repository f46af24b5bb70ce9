export { leaderChanged, type LeaderChange } from './project.jobs.js';
export { projectParties, type Line, type ProjectParties } from './project-parties.queries.js';
export { projectsInScope } from './project-scope.queries.js';
export { ProjectModule } from './project.module.js';
