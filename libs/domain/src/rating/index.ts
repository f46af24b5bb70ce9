export type { Rate, Rates, RatingCounts } from './rates.js';
export { ratesOf } from './rates.js';
export type { RateCommand, Rating, RatingScore } from './rating.js';
export { changeableUntil, departmentAsked, rate, ratingScores } from './rating.js';
