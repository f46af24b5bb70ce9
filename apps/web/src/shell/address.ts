import { parseSearchWith, type AnyRoute } from '@tanstack/react-router';

// What an address says behind its question mark, as people would write it: `?overdue=true&rung=4`, with no quotes around
// words that could be something else.

/** Yes, no and figures come back as such, everything else as the words it is. */
export const readSearch = parseSearchWith((words) => words);

export function writeSearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined);
  const words = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString();
  return words === '' ? '' : `?${words}`;
}

type Search = Record<string, unknown>;

/**
 * What a route does not read of its address is not there for it. The router by itself hands on whatever was typed beside
 * what a route read: a filter that is none, or where to go after signing in.
 */
export function readNothingElse(routes: readonly AnyRoute[]): void {
  for (const { options } of routes) {
    const read = options.validateSearch as ((search: Search) => Search) | undefined;
    if (!read) continue;
    options.validateSearch = (search: Search): Search => ({
      ...Object.fromEntries(Object.keys(search).map((key) => [key, undefined])),
      ...read(search),
    });
  }
}
