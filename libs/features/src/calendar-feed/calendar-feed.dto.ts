import { z } from 'zod';
import { zInstant } from '#platform/http/index.js';

export const feedView = z
  .object({ since: zInstant.nullable().meta({ description: 'Since when there is a link; null when there is none.' }) })
  .meta({
    id: 'CalendarFeed',
    description: 'Whether you have a calendar link. The link itself is told once, when it is made.',
  });
export type FeedView = z.output<typeof feedView>;

export const madeFeedView = z
  .object({
    since: zInstant,
    url: z.string().meta({
      description: 'Whoever has it sees your meetings. It is not shown again.',
      examples: ['https://duban.example.cn/api/v1/calendar-feeds/….ics'],
    }),
  })
  .meta({ id: 'CalendarFeedMade' });
export type MadeFeedView = z.output<typeof madeFeedView>;

export const feedQuery = z.strictObject({
  language: z.enum(['zh', 'en']).optional().meta({ description: 'The person’s own when left out.' }),
});
export type FeedQuery = z.output<typeof feedQuery>;
