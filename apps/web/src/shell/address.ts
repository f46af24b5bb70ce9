import { parseSearchWith } from '@tanstack/react-router';

// What an address says behind its question mark, as people would write it: `?overdue=true&rung=4`, with no quotes around
// words that could be something else.

/** Yes, no and figures come back as such, everything else as the words it is. */
export const readSearch = parseSearchWith((words) => words);

export function writeSearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined);
  const words = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString();
  return words === '' ? '' : `?${words}`;
}
