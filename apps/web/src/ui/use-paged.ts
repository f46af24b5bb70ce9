import { useInfiniteQuery, type InfiniteData, type UseQueryResult } from '@tanstack/react-query';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A list by keyset: pages as they are asked for, all their items in one. */
export function usePaged<T>(key: readonly unknown[], ask: (cursor: string | undefined) => Promise<PageOf<T>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before: InfiniteData<PageOf<T>, string | undefined> | undefined) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return {
    list: { ...query, data: items } as unknown as UseQueryResult<readonly T[]>,
    more: {
      hasMore: query.hasNextPage,
      busy: query.isFetchingNextPage,
      onMore: () => void query.fetchNextPage(),
    },
  };
}
