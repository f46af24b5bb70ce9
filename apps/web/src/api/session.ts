import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { whoAmI } from '#api-client/sdk.gen.js';
import type { WhoAmI } from '#api-client/types.gen.js';
import { clockAhead, setClock, setClockAhead } from '../format/clock.js';
import { forgetRemembered, remember, remembered } from '../offline/remembered.js';
import { ApiError } from './api-error.js';
import { call } from './call.js';

export type Action = WhoAmI['permissions'][number]['action'];

/** Without a network it is who it was: what one may really do is the server's to say, when there is one again. */
async function askWhoAmI(): Promise<WhoAmI> {
  try {
    const session = await call(whoAmI());
    setClock(session.now);
    remember('session', session);
    remember('clock', clockAhead());
    return session;
  } catch (error) {
    const before = remembered<WhoAmI>('session');
    if (error instanceof ApiError && error.status === 0 && before) {
      setClockAhead(remembered<number>('clock') ?? 0);
      return before;
    }
    if (error instanceof ApiError && error.status === 401) forgetRemembered();
    throw error;
  }
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: askWhoAmI,
  staleTime: 300_000,
  networkMode: 'always',
});

/** Who is signed in. Within the shell only, which is not shown to a stranger. */
export function useSession(): WhoAmI {
  return useSuspenseQuery(sessionQuery).data;
}

export function mayDo(session: WhoAmI, action: Action): boolean {
  return session.permissions.some((permission) => permission.action === action);
}
