export { IdentityHandlersModule, IdentityModule } from './identity.module.js';
export { hashPassword, randomPassword } from './password.js';
export { actorOfPerson } from './person.queries.js';
export { admitAttempt, releaseAttempt, secretLinkBuckets } from './attempts.js';
export { usersQuery, type UserView } from './user.dto.js';
export { listUsers } from './user.queries.js';
export { newToken, readCookieToken, tokenHashOf, writeCookieToken } from './token.js';
