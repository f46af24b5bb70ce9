import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { whoAmI } from '#api-client/sdk.gen.js';
import type { WhoAmI } from '#api-client/types.gen.js';
import { setClock } from '../format/clock.js';
import { call } from './call.js';

export type Action = WhoAmI['permissions'][number]['action'];

async function askWhoAmI(): Promise<WhoAmI> {
  const session = await call(whoAmI());
  setClock(session.now);
  return session;
}

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: askWhoAmI, staleTime: 300_000 });

/** Who is signed in. Within the shell only, which is not shown to a stranger. */
export function useSession(): WhoAmI {
  return useSuspenseQuery(sessionQuery).data;
}

export function mayDo(session: WhoAmI, action: Action): boolean {
  return session.permissions.some((permission) => permission.action === action);
}
