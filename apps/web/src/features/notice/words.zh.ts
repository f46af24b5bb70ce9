export const noticeZh = {
  notice: {
    title: '通知',
    none: '没有通知。',
    unread: '未读',
    unreadCount: '{{count}} 条未读',
    markRead: '全部标为已读',
  },
};
