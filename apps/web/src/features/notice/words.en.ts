import type { noticeZh } from './words.zh.js';

export const noticeEn: typeof noticeZh = {
  notice: {
    title: 'Notices',
    none: 'No notices.',
    unread: 'Unread',
    unreadCount: '{{count}} unread',
    markRead: 'Mark all as read',
  },
};
