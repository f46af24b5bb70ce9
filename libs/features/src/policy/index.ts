export { coolDown } from './cool-down.policy.js';
export type { PolicyDefinition } from './define-policy.js';
export { definePolicy } from './define-policy.js';
export type { DefinitionFrom, PolicyVersion, StoredDefinition } from './policy.queries.js';
export {
  newestVersion,
  policyInForce,
  policyVersions,
  readDefinitions,
  startingVersion,
  storedDefinitions,
  versionInForce,
} from './policy.queries.js';
export type { NewPolicyVersion } from './publish-policy.js';
export { publishPolicy } from './publish-policy.js';
export type { VisitDuty } from './visit-duty.policy.js';
export { visitDuty } from './visit-duty.policy.js';
