import { useQuery } from '@tanstack/react-query';
import { getOperationsOverview } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';

const AGAIN_MS = 30_000;

/** Nothing announces that a queue grows: it is asked again while somebody looks. */
export const useOverview = () =>
  useQuery({
    queryKey: ['operations', 'overview'],
    queryFn: () => call(getOperationsOverview()),
    refetchInterval: AGAIN_MS,
  });
