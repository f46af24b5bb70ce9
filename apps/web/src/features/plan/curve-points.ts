/** What stands at the end of each month: the last span that begins in it. Spans are in order. */
export function lastOfMonths<Point extends { readonly start: string }>(points: readonly Point[]): Point[] {
  return points.filter(({ start }, index) => points[index + 1]?.start.slice(0, 7) !== start.slice(0, 7));
}

/** A round step of an axis that shows `most` in at most five steps: 1, 2 or 5 times a power of ten. */
export function stepOf(most: number): number {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough)!;
}
