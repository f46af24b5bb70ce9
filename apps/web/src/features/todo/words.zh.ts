export const todoZh = {
  todo: {
    title: '待办',
    none: '没有等您办理的事项。',
    sentence: '有 {{count}} 件事等您办理，都在时限之内。',
    sentenceLate: '有 {{count}} 件事等您办理，其中 {{overdue}} 件已经超期。',
  },
};
