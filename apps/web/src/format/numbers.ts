/** A share of one as whole percents: `ratio(0.871)` is `87%`. */
export const percent = (share: number, places = 0): string => `${(share * 100).toFixed(places).replace('-', '−')}%`;

/** A count with its thousands apart. */
export const count = (value: number): string => value.toLocaleString('en-US');
