import type { SealedEntry } from '#features/audit/index.js';
import type { FeedbackView } from '#features/feedback/index.js';
import { count, moment, text, type ExportTable } from './export-table.js';

// What is on record: feedback and the audit trail.

export const feedbackTable: ExportTable<FeedbackView> = {
  name: 'feedback',
  sheet: '意见反馈',
  filters: { mine: { label: '本人提出' } },
  columns: [
    moment('提出时间', ({ filedAt }) => filedAt),
    text('提出人', 12, ({ filedBy }) => filedBy.name),
    text('意见', 60, ({ text: words }) => words),
    text('页面', 24, ({ screen }) => screen),
    text('联系方式', 18, ({ contact }) => contact),
    text('答复', 60, ({ answer }) => answer?.text ?? null),
    text('答复人', 12, ({ answer }) => answer?.by.name ?? null),
    moment('答复时间', ({ answer }) => answer?.at ?? null),
  ],
};

const RESULT = { done: '成功', refused: '未办成', denied: '拒绝' } as const;

export const auditTable: ExportTable<SealedEntry> = {
  name: 'audit',
  sheet: '审计日志',
  filters: { result: { label: '结果', words: RESULT } },
  columns: [
    count('序号', ({ seq }) => seq),
    moment('时间', ({ at }) => at),
    text('操作人', 14, ({ personName }) => personName),
    text('操作', 26, ({ action }) => action),
    text('对象', 16, ({ subjectKind }) => subjectKind),
    text('对象编号', 38, ({ subjectId }) => subjectId),
    text('结果', 8, ({ result }) => RESULT[result]),
    text('原因代码', 24, ({ code }) => code),
    text('来自', 18, ({ fromAddress }) => fromAddress),
    text('请求', 38, ({ requestId }) => requestId),
    text('详情', 60, ({ detail }) => JSON.stringify(detail)),
    text('哈希', 66, ({ hash }) => hash),
  ],
};
