import { useQuery } from '@tanstack/react-query';
import { listPersons } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';

/** Who may be given a project, as choices of a field. */
export function useLeaders(): { value: string; label: string }[] {
  const leaders = useQuery({
    queryKey: ['persons', 'leader'],
    queryFn: () => call(listPersons({ query: { role: 'leader', active: 'true', limit: 100 } })),
    staleTime: 600_000,
  });
  return (leaders.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
