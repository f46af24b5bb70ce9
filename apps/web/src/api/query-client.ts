import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';

/** A refusal is an answer and is not asked again; a network that is away is asked twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => !(error instanceof ApiError && error.status !== 0) && failures < 2,
    },
    mutations: { retry: false },
  },
});
