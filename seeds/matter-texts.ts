import type { Line } from './project-names.js';
import type { DepartmentCode } from './units.js';

/** A matter that somebody puts before a meeting: what it is called, what is asked, what the department says to it. */
export interface Topic {
  readonly title: string;
  readonly ask: string;
  readonly answer: string;
  readonly presenter: DepartmentCode;
  readonly section?: 'readiness';
}

/** Told and taken note of, or put off to the next time. */
export const topics: Readonly<Record<Line, readonly Topic[]>> = {
  construction: [
    {
      title: '本周省市重点项目投资完成情况',
      ask: '通报序时进度，研究后三位项目',
      answer: '已逐项目核实形象进度。',
      presenter: 'fagai',
    },
    {
      title: '节后项目复工复产情况',
      ask: '明确未复工项目责任人和复工时间',
      answer: '复工率按日统计，已建立台账。',
      presenter: 'zhujian',
    },
    {
      title: '下一期“三个一批”项目准备情况',
      ask: '确定签约、开工、投产项目名单',
      answer: '开工类项目施工许可正在办理。',
      presenter: 'fagai',
      section: 'readiness',
    },
    {
      title: '专项债项目支付进度',
      ask: '研究支付慢的三个项目',
      answer: '财政资金按工程量审核拨付。',
      presenter: 'caizheng',
    },
  ],
  investment: [
    { title: '在谈项目周调度', ask: '研究重点在谈项目落地选址', answer: '已提供三处备选地块。', presenter: 'shangwu' },
    {
      title: '推介签约项目履约情况',
      ask: '通报注册、到资、开工情况',
      answer: '逐项目建立服务专班。',
      presenter: 'shangwu',
    },
    {
      title: '签约项目“三个一批”准备情况',
      ask: '审定签约文本和投资强度',
      answer: '已会同法律顾问审查。',
      presenter: 'kegongxin',
      section: 'readiness',
    },
    { title: '楼宇空置面积盘活', ask: '研究招商政策兑现', answer: '政策兑现资料已初审。', presenter: 'shenpi' },
  ],
  urban: [
    { title: '断头路打通周进展', ask: '协调征迁和管线迁改', answer: '迁改方案已报产权单位。', presenter: 'zhujian' },
    {
      title: '汛前雨污水管网排查',
      ask: '明确清淤和整改时限',
      answer: '排查完成八成，问题已建档。',
      presenter: 'chengguan',
    },
    { title: '公交场站建设情况', ask: '研究用地手续', answer: '用地预审材料已报。', presenter: 'jiaotong' },
    { title: '扬尘防治专项检查情况', ask: '通报问题工地', answer: '已责令三处工地整改。', presenter: 'shengtai' },
  ],
  livelihood: [
    {
      title: '新建学校秋季开学准备',
      ask: '倒排主体、装修、设备节点',
      answer: '各校已按节点推进。',
      presenter: 'jiaoyu',
    },
    { title: '安置房分配准备情况', ask: '研究回迁群众分房方案', answer: '方案已公示。', presenter: 'zhengshou' },
    { title: '老旧小区改造群众意见', ask: '研究停车和绿化意见', answer: '已入户征求意见。', presenter: 'zhujian' },
    { title: '社区卫生服务中心设备采购', ask: '研究采购计划', answer: '采购预算已评审。', presenter: 'weijian' },
  ],
};

/** Decided on, with who does what. */
export const decidedTopics: Readonly<Record<Line, readonly (Topic & { readonly decision: string })[]>> = {
  construction: [
    {
      title: '重点项目施工图联审提速',
      ask: '请会议明确联审时限',
      answer: '建议并联审查。',
      presenter: 'zhujian',
      decision: '建立施工图联审机制，五个工作日内出具意见，逐项目销号。',
    },
    {
      title: '临时用电保障',
      ask: '请会议协调临电接入',
      answer: '线路容量已核。',
      presenter: 'shuidianqi',
      decision: '逐项目核定临时用电需求，分批完成接入。',
    },
    {
      title: '渣土运输通行证办理',
      ask: '请会议明确办理办法',
      answer: '可实行一次申请。',
      presenter: 'chengguan',
      decision: '省市重点项目渣土车通行证实行集中办理，名单每周更新。',
    },
    {
      title: '用地组卷报批清单',
      ask: '请会议压实责任',
      answer: '清单已梳理。',
      presenter: 'ziran',
      decision: '对未批地块逐宗明确报批时限和责任人，补齐缺件。',
    },
  ],
  investment: [
    {
      title: '签约项目落地服务',
      ask: '请会议明确首席服务官',
      answer: '名单已拟。',
      presenter: 'shangwu',
      decision: '为新签约项目逐一明确首席服务官，十个工作日内完成首次对接。',
    },
    {
      title: '惠企政策兑现',
      ask: '请会议明确兑现时限',
      answer: '资料齐全的先行兑现。',
      presenter: 'kegongxin',
      decision: '完成第一批惠企政策资金审核和拨付。',
    },
    {
      title: '标准厂房招引',
      ask: '请会议审定招引方案',
      answer: '方案已征求意见。',
      presenter: 'fagai',
      decision: '修改完善标准厂房招引方案，报区政府常务会。',
    },
  ],
  urban: [
    {
      title: '占压管线迁改',
      ask: '请会议协调产权单位',
      answer: '已现场会勘。',
      presenter: 'shuidianqi',
      decision: '完成占压管线会勘并签订迁改协议，按周通报。',
    },
    {
      title: '道路沿线附着物清理',
      ask: '请会议明确清理时限',
      answer: '清点已完成。',
      presenter: 'zhengshou',
      decision: '完成道路沿线附着物补偿和清理，移交施工单位。',
    },
    {
      title: '河道排污口整治',
      ask: '请会议明确整治主体',
      answer: '排口已溯源。',
      presenter: 'shengtai',
      decision: '对溯源确认的排污口逐一封堵，复测达标。',
    },
    {
      title: '交通导改方案',
      ask: '请会议审定方案',
      answer: '方案已会签。',
      presenter: 'jiaotong',
      decision: '完善交通导改方案并向社会公告，设置临时标志。',
    },
  ],
  livelihood: [
    {
      title: '学校周边道路配套',
      ask: '请会议明确建设时序',
      answer: '设计已完成。',
      presenter: 'zhujian',
      decision: '学校周边道路与校舍同步建成，先行完成雨污水管道。',
    },
    {
      title: '安置房不动产首登',
      ask: '请会议协调缺件',
      answer: '缺件清单已列。',
      presenter: 'ziran',
      decision: '补齐安置房首次登记要件，完成第一批办证。',
    },
    {
      title: '养老服务设施移交',
      ask: '请会议明确移交标准',
      answer: '标准已拟。',
      presenter: 'weijian',
      decision: '完成社区养老服务设施核验和移交。',
    },
  ],
};
