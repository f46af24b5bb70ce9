export const todoZh = {
  todo: {
    none: '没有等您办理的事项',
    noneWhy: '新的事项到了会出现在这里，并发通知。',
    seeProblems: '查看全部问题',
    accepted: '{{number}} 已受理，办结时限继续计算。',
    goVerify: '去核实',
    goWork: '去办理',
    group: { late: '已超期', today: '今天到期', week: '七天内到期', later: '以后', open: '不计时' },
    title: '待办',
    sentence: '有 {{count}} 件事等您办理，都在时限之内。',
    sentenceLate: '有 {{count}} 件事等您办理，其中 {{overdue}} 件已经超期。',
  },
};
