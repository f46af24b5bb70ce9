import type { noticeZh } from './words.zh.js';

export const noticeEn: typeof noticeZh = {
  notice: {
    title: 'Notices',
    none: 'No notices',
    noneWhy: 'What you have to do or to know is listed here; which of it comes by mail is chosen under your account.',
    unread: 'Unread',
    unreadCount: '{{count}} unread',
    markRead: 'Mark all as read',
  },
};
