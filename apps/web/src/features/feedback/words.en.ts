import type { feedbackZh } from './words.zh.js';

export const feedbackEn: typeof feedbackZh = {
  feedback: {
    title: 'Feedback',
    say: 'Give feedback',
    text: 'What you think',
    textHint: 'What is hard to use, what is missing: a sentence will do.',
    textNeeded: 'Write what you think',
    contact: 'How to reach you',
    contactHint: 'Only if you want to be called.',
    withScreen: 'Say which screen it is about ({{path}})',
    send: 'Send',
    thanks: 'Thank you. The answer will come to your notices.',
    mine: 'What I have said',
    sentence: 'What you have said, and the answers.',
    sentenceAll: 'What people say; who said it is told of the answer.',
    state: 'State',
    waiting: 'Waits',
    answered: 'Answered',
    mineOnly: 'Only mine',
    none: 'No feedback yet',
    noneWhy: 'It can be given on every screen.',
    answer: 'Answer',
    answerText: 'Your answer',
    answerOf: '{{name}} answers:',
    sent: 'Answered to {{name}}.',
  },
};
