export { IdentityHandlersModule, IdentityModule } from './identity.module.js';
export { hashPassword, randomPassword } from './password.js';
export { actorOfPerson } from './person.queries.js';
