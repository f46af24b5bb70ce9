import { z } from 'zod';
import { ratingScores } from '#domain/rating/index.js';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';
import { standingView } from './problem.dto.js';

const zScore = z.enum(ratingScores).meta({ examples: ['satisfied'] });

export const rateBody = z
  .strictObject({
    score: zScore,
    text: zText(1_000)
      .optional()
      .meta({ description: 'A word on it; needed when not satisfied.', examples: ['当天就到了现场'] }),
  })
  .meta({ id: 'RateProblem', description: 'What the filing unit thinks of the department’s work.' });
export type RateBody = z.output<typeof rateBody>;

export const ratingView = z
  .object({
    departmentId: zId,
    score: zScore,
    text: z.string(),
    by: z.object({ id: zId, name: z.string() }),
    at: zInstant,
    changedAt: zInstant.nullable(),
    changeableUntil: zPlainDate.meta({ description: 'Exclusive: the first day of the next month.' }),
  })
  .meta({ id: 'ProblemRating' });
export type RatingView = z.output<typeof ratingView>;

export const ratedView = standingView.extend({ rating: ratingView }).meta({ id: 'ProblemRated' });
export type RatedView = z.output<typeof ratedView>;

export const ratingsQuery = pageQuery.extend({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Expected a month, YYYY-MM')
    .meta({ examples: ['2023-03'] }),
});
export type RatingsQuery = z.output<typeof ratingsQuery>;

const count = (description: string) => z.int().meta({ description });
const zRate = z
  .object({
    met: z.int(),
    of: z.int(),
    share: z.number().nullable().meta({ description: '0 to 1, in thousandths; null where there is nothing to judge.' }),
  })
  .meta({ id: 'Rate', description: '1 only when all met it, 0 only when none did.' });

export const ratingRow = z
  .object({
    department: z.object({ id: zId, name: z.string(), nameEn: z.string() }),
    asked: count('Times a problem came to stand with it in the month.'),
    answered: count('Of these, answered.'),
    answeredInTime: count('Of these, answered within the response clock.'),
    responseDue: count('Of those asked, answered or past the response clock: what the response rate is of.'),
    struckOff: count('Of those asked, struck off on its rung.'),
    resolvedInTime: count('Of these, without the resolution clock running out.'),
    resolutionDue: count('Of those asked, struck off or past the resolution clock: what the resolution rate is of.'),
    passedOn: count('Of those asked, gone from it before either: signed up, sent down, withdrawn or merged.'),
    running: count('Of those asked, still with it and in time.'),
    satisfied: count('Ratings given in the month.'),
    basically: count('Ratings given in the month.'),
    unsatisfied: count('Ratings given in the month.'),
    rates: z.object({ response: zRate, resolution: zRate, satisfaction: zRate }),
  })
  .meta({
    id: 'DepartmentRates',
    description: 'How a department did in a month. Departments stand by name, not by rank.',
  });
export type RatingRowView = z.output<typeof ratingRow>;
export const ratingsPage = pageOf(ratingRow, 'DepartmentRatesPage');
