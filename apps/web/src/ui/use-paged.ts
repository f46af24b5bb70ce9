import { useInfiniteQuery, type InfiniteData, type UseQueryResult } from '@tanstack/react-query';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A list by keyset: pages as they are asked for, all their items in one; `first` for what a page says of the whole list. */
export function usePaged<T, P extends PageOf<T> = PageOf<T>>(
  key: readonly unknown[],
  ask: (cursor: string | undefined) => Promise<P & PageOf<T>>,
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before: InfiniteData<P & PageOf<T>, string | undefined> | undefined) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return {
    first: query.data?.pages[0],
    list: { ...query, data: items } as unknown as UseQueryResult<readonly T[]>,
    more: {
      hasMore: query.hasNextPage,
      busy: query.isFetchingNextPage,
      onMore: () => void query.fetchNextPage(),
    },
  };
}
