import { useQuery } from '@tanstack/react-query';
import { listPersons } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { mayDo, useSession } from '../api/session.js';

/** The leaders of the district as choices of a field; undefined while they are not there, or may not be read. */
export function useLeaders(): { value: string; label: string }[] | undefined {
  const session = useSession();
  const leaders = useQuery({
    queryKey: ['persons', 'leader'],
    queryFn: () => call(listPersons({ query: { role: 'leader', active: 'true', limit: 100 } })),
    enabled: mayDo(session, 'directory.read'),
    staleTime: 600_000,
  });
  return leaders.data?.items.map(({ id, name }) => ({ value: id, label: name }));
}
