import type { ColumnGroup, UpdateDuty } from './site-check.ts'

const types: readonly (readonly [string, ColumnGroup, UpdateDuty | null])[] = [
  ['工作动态', 'dynamic', 'P14D'], ['要闻', 'dynamic', 'P14D'], ['图片新闻', 'dynamic', 'P14D'], ['视频新闻', 'dynamic', 'P14D'],
  ['通知公告', 'notice', 'P6M'], ['政策文件', 'notice', 'P6M'],
  ['政策解读', 'other', 'P6M'], ['回应关切', 'other', 'P6M'], ['数据发布', 'other', 'P6M'], ['人事信息', 'other', 'P6M'], ['财政信息', 'other', 'P6M'], ['专题专栏', 'other', 'P6M'],
  ['信息公开目录', 'other', 'P6M'], ['规划计划', 'other', 'P6M'],
  ['咨询问答', 'interaction', 'P2M'], ['征集调查', 'interaction', 'P6M'], ['在线访谈', 'interaction', 'P6M'],
  ['概况信息', 'static', null], ['机构职能', 'static', null], ['负责人信息', 'static', null], ['信息公开指南', 'static', null], ['信息公开年报', 'static', null], ['办事服务', 'static', null],
]

export const siteCheckZh = { document: '国办秘函〔2019〕19号', types } as const
