/** Whether what an address says is something a filter can be. */
type Fits = (given: string) => boolean;

export const among =
  (values: readonly string[]): Fits =>
  (given) =>
    values.includes(given);
export const atMost =
  (letters: number): Fits =>
  (given) =>
    given.length <= letters;
/** Set or not there at all. */
export const isOn = among(['true']);
export const isId: Fits = (given) => /^[0-9a-f-]{36}$/.test(given);
export const isDay: Fits = (given) => /^20\d\d-\d{2}-\d{2}$/.test(given);
export const isYear: Fits = (given) => /^20\d\d$/.test(given);

/**
 * How a list reads what narrows it from its address, so that the address can be sent to somebody: whatever is no filter,
 * or fits none, is dropped.
 */
export const filtersOf =
  <F extends object>(fits: { readonly [K in keyof Required<F>]: Fits }) =>
  (search: Readonly<Record<string, unknown>>): F =>
    Object.fromEntries(
      Object.entries<Fits>(fits).flatMap(([key, fit]) => {
        const given = ['string', 'number', 'boolean'].includes(typeof search[key]) ? String(search[key]).trim() : '';
        return given !== '' && fit(given) ? [[key, given]] : [];
      }),
    ) as F;
