import { expect, it } from '@jest/globals';
import { parseInstant } from '#domain/calendar/index.js';
import { demoData } from './demo-data.js';

it.each(['2023-03-24T10:00:00+08:00', '2026-11-24T10:40:00+08:00', '2026-02-24T09:00:00+08:00'])(
  'at %s what departments worked off is rated, and not before it was struck off',
  (moment) => {
    const now = parseInstant(moment)!;
    const { problems, ratings } = demoData(now, 'demo');
    expect(ratings.length).toBeGreaterThanOrEqual(3);
    for (const { problemId, rating } of ratings) {
      const { story } = problems.find((problem) => problem.story.state.id === problemId)!;
      expect(story.state).toMatchObject({ status: 'struckOff', leadDepartmentId: rating.departmentId });
      expect(rating.ratedAt).toBeGreaterThan(story.entries.at(-1)!.at);
      expect(rating.ratedAt).toBeLessThanOrEqual(now);
    }
  },
);
