export const calendarZh = {
  calendar: {
    title: '日历',
    sentence: '时限按工作日历计算：节假日不计，调休上班日要计。',
    month: '{{year}}年{{month}}月',
    before: '上个月',
    after: '下个月',
    provisional: '暂定',
    kind: { workday: '工作日', weekend: '周末', holiday: '放假', makeUpDay: '调休上班' },
    amendDay: '调整{{on}}',
    becomes: '改为',
    name: '名称',
    reason: '理由',
    preview: '先看会影响什么',
    doIt: '确认调整',
    wouldMove: '将变动：{{problems}} 项时限、{{meetings}} 次例会、{{timers}} 个定时，告知 {{told}} 人。',
    moved: '已变动：{{problems}} 项时限、{{meetings}} 次例会、{{timers}} 个定时，已告知 {{told}} 人。',
  },
};
