/**
 * Shares out `total` by `weights`, in whole units, so that the shares add up to `total` exactly: everyone gets the whole
 * part of their share, and the units left over go to the largest remainders, the earlier one first when they are equal.
 * A share is never a whole unit away from its exact value, and a weight of zero gets nothing.
 *
 * Exact up to 2^53 for the total and for each weight (a year's money of a province, laid out by money). Throws a
 * RangeError for a number that is negative or not whole, and for something to share among no weight at all.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  for (const amount of [total, ...weights]) {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Cannot allocate by ${amount}.`);
  }
  const sum = weights.reduce((so, weight) => so + BigInt(weight), 0n);
  if (sum === 0n) {
    if (total === 0) return weights.map(() => 0);
    throw new RangeError(`Cannot allocate ${total}: all weights are zero.`);
  }
  const parts = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, share: Number(product / sum), remainder: product % sum };
  });
  const shares = parts.map((part) => part.share);
  const leftOver = total - shares.reduce((so, share) => so + share, 0);
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { index } of byRemainder.slice(0, leftOver)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
