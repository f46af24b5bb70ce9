import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zText } from '#platform/http/index.js';

const zWords = (max: number, example: string) => zText(max).meta({ examples: [example] });

export const fileFeedbackBody = z
  .strictObject({
    text: zWords(2_000, '走访页面在地下室打不开，请支持离线。'),
    screen: zText(200)
      .regex(/^\/[^?#\s]*$/, 'Expected a path')
      .optional()
      .meta({ description: 'The screen it was written on: a path, nothing more.', examples: ['/visits/new'] }),
    contact: zWords(100, '138 0000 0000').optional().meta({ description: 'Only if they want to be called.' }),
  })
  .meta({ id: 'FileFeedback' });
export type FileFeedbackBody = z.output<typeof fileFeedbackBody>;

export const answerFeedbackBody = z
  .strictObject({ text: zWords(2_000, '已支持离线记录，回到有网络的地方会自动上传。') })
  .meta({ id: 'AnswerFeedback' });

const zFlag = z.enum(['true', 'false']).transform((word) => word === 'true');

export const feedbackQuery = pageQuery.extend({
  answered: zFlag.optional().meta({ description: 'Only answered ones, or only those that wait.' }),
  mine: zFlag
    .default(false)
    .meta({ description: 'Only one’s own; others see nothing else anyway.', examples: ['true'] }),
});
export type FeedbackQuery = z.output<typeof feedbackQuery>;

const zSomeone = z.object({ id: zId, name: z.string() }).meta({ id: 'FeedbackPerson' });

export const feedbackView = z
  .object({
    id: zId,
    version: z.int(),
    filedBy: zSomeone,
    filedAt: zInstant,
    text: z.string(),
    screen: z.string().nullable(),
    contact: z.string().nullable(),
    answer: z.object({ text: z.string(), by: zSomeone, at: zInstant }).nullable(),
  })
  .meta({ id: 'Feedback', description: 'What somebody thinks of the system, and what was answered.' });
export type FeedbackView = z.output<typeof feedbackView>;
export const feedbackPage = pageOf(feedbackView, 'FeedbackPage');
