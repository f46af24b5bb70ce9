/** How a department did in a month, in counts of what it was asked then and of the ratings given then. */
export interface RatingCounts {
  /** Times a problem came to stand with the department. */
  readonly asked: number;
  /** Of these, answered or past the response clock. */
  readonly responseDue: number;
  readonly answeredInTime: number;
  /** Of those asked, struck off or past the resolution clock. */
  readonly resolutionDue: number;
  readonly resolvedInTime: number;
  /** Ratings given in the month. */
  readonly satisfied: number;
  readonly basically: number;
  readonly unsatisfied: number;
}

/** A share with what it is a share of; null where there is nothing to judge. */
export interface Rate {
  readonly met: number;
  readonly of: number;
  /** 0 to 1, in thousandths. 1 only when all met it, 0 only when none did. */
  readonly share: number | null;
}

/** 三率: response, resolution, satisfaction. Who is basically satisfied is satisfied. */
export interface Rates {
  readonly response: Rate;
  readonly resolution: Rate;
  readonly satisfaction: Rate;
}

export function ratesOf(counts: RatingCounts): Rates {
  const { satisfied, basically, unsatisfied } = counts;
  return {
    response: rateOf(counts.answeredInTime, counts.responseDue),
    resolution: rateOf(counts.resolvedInTime, counts.resolutionDue),
    satisfaction: rateOf(satisfied + basically, satisfied + basically + unsatisfied),
  };
}

function rateOf(met: number, of: number): Rate {
  if (of === 0) return { met, of, share: null };
  const thousandths = Math.round((met * 1000) / of);
  const honest = met === of ? 1000 : met === 0 ? 0 : Math.min(999, Math.max(1, thousandths));
  return { met, of, share: honest / 1000 };
}
