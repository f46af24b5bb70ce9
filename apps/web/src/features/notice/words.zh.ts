export const noticeZh = {
  notice: {
    title: '通知',
    none: '没有通知',
    noneWhy: '有事要您办理或知道时，列在这里；收哪些邮件，在“我的账号”里选。',
    unread: '未读',
    unreadCount: '{{count}} 条未读',
    markRead: '全部标为已读',
  },
};
