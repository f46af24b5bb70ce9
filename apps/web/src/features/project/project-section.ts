import type { Project } from '#api-client/types.gen.js';

/** What a part of the project's page gets; it asks for its own data, and shows nothing that its reader may not see. */
export interface ProjectSection {
  readonly project: Project;
}
