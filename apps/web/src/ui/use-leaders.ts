import { useQuery } from '@tanstack/react-query';
import { listPersons } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { mayDo, useSession } from '../api/session.js';

type Choices = { value: string; label: string }[];

/** The leaders of the district as choices of a field; undefined while they are not there, or may not be read. */
export const useLeaders = (): Choices | undefined => usePersonsOf('leader');

/** Whoever visits: leaders, and the principals. */
export function useVisitors(): Choices | undefined {
  const leaders = usePersonsOf('leader');
  const principals = usePersonsOf('principal');
  return leaders && principals && [...principals, ...leaders];
}

function usePersonsOf(role: 'leader' | 'principal'): Choices | undefined {
  const session = useSession();
  const persons = useQuery({
    queryKey: ['persons', role],
    queryFn: () => call(listPersons({ query: { role, active: 'true', limit: 100 } })),
    enabled: mayDo(session, 'directory.read'),
    staleTime: 600_000,
  });
  return persons.data?.items.map(({ id, name }) => ({ value: id, label: name }));
}
