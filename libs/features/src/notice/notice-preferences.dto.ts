import { z } from 'zod';
import { noticeTopics } from './notice-topics.js';

const zTopic = z.enum(noticeTopics).meta({ id: 'NoticeTopic', examples: ['movement'] });

export const noticePreferencesView = z
  .object({
    version: z.int().meta({ description: '0 until it is changed for the first time.' }),
    topics: z.array(
      z.object({
        topic: zTopic,
        duty: z.boolean().meta({ description: 'Somebody waits for it, or a clock runs: it is always mailed.' }),
        mail: z.boolean().meta({ description: 'Whether it is mailed. The inbox keeps it either way.' }),
      }),
    ),
  })
  .meta({ id: 'NoticePreferences', description: 'What you are mailed of, every topic in the order of a digest.' });
export type NoticePreferencesView = z.output<typeof noticePreferencesView>;

export const noticePreferencesBody = z
  .strictObject({
    without: z
      .array(zTopic)
      .max(noticeTopics.length)
      .meta({ description: 'The topics not to be mailed of; all others are.' }),
  })
  .meta({ id: 'ChooseNotices', examples: [{ without: ['movement', 'closing'] }] });
export type NoticePreferencesBody = z.output<typeof noticePreferencesBody>;
