import type { Person } from '#api-client/types.gen.js';
import { among, atMost, filtersOf, isId } from '../../ui/address-filters.js';

export type Role = Person['roles'][number];

export const roles: readonly Role[] = [
  'leader',
  'office',
  'department',
  'coordinator',
  'principal',
  'enterprise',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
];

/** What the list of people and their roles is narrowed by; the address of the screen. */
export interface RoleFilters {
  readonly q?: string;
  readonly role?: Role;
}

export const roleFilters = filtersOf<RoleFilters>({ q: atMost(50), role: among(roles) });

/** What the list of accounts is narrowed by; the address of the screen. */
export interface UserFilters {
  readonly username?: string;
  readonly unitId?: string;
}

export const userFilters = filtersOf<UserFilters>({ username: atMost(100), unitId: isId });
