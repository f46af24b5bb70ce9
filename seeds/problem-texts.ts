import type { problem } from '#db/schema/index.js';

export type Category = (typeof problem.$inferInsert)['category'];

/** What goes wrong on building sites, by kind. The project's name comes before the title. */
export const problemTexts: readonly {
  readonly category: Category;
  readonly title: string;
  readonly description: string;
}[] = [
  {
    category: 'land',
    title: '用地手续未批复',
    description: '地块组卷材料已报送，尚未取得用地批复，施工许可无法办理。',
  },
  { category: 'utilities', title: '高压线迁改滞后', description: '红线内10千伏线路未迁改，桩基施工作业面受限。' },
  { category: 'relocation', title: '剩余三户未签约', description: '项目东侧三户未签订补偿协议，围挡不能闭合。' },
  { category: 'approval', title: '施工许可证卡在图审', description: '图审意见两次退回，涉及消防和人防，需专人对接。' },
  {
    category: 'environment',
    title: '土方作业停工管控',
    description: '扬尘管控期间土方停工，工期预计顺延，需明确豁免条件。',
  },
  {
    category: 'funding',
    title: '专项债资金未拨付',
    description: '第二批资金未到账，总包工程款支付逾期，存在停工风险。',
  },
  {
    category: 'construction',
    title: '施工便道被占用',
    description: '唯一进场便道被相邻工地材料占用，混凝土罐车无法进场。',
  },
  { category: 'utilities', title: '临时用水接入口未明确', description: '市政给水接入口位置未确定，现场临时用水不足。' },
  { category: 'land', title: '规划绿线与用地冲突', description: '地下车库出入口压占规划绿线，需调整方案。' },
  { category: 'approval', title: '环评批复超出承诺时限', description: '环评报告书已受理，超过承诺办理时限仍未批复。' },
  { category: 'construction', title: '雨水管网无出路', description: '项目周边市政雨水管网未贯通，汛期存在内涝风险。' },
  {
    category: 'relocation',
    title: '地上附着物清点有争议',
    description: '苗木清点数量与权利人主张不一致，清表工作暂停。',
  },
  { category: 'other', title: '周边道路夜间限行', description: '渣土车夜间通行证未批，土方外运效率不足三成。' },
];
