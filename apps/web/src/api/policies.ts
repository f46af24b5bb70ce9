import { queryOptions } from '@tanstack/react-query';
import { getPolicy } from '#api-client/sdk.gen.js';
import { call } from './call.js';

/** One policy of the district: what is in force and what is to come. */
export const policyQuery = (kind: string) =>
  queryOptions({ queryKey: ['policies', kind], queryFn: () => call(getPolicy({ path: { kind } })) });
