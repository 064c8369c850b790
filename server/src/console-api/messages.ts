import type { DocumentKind } from '@tongming/law';
import type { z } from 'zod';

/** Every word of this face that a person may read. */
export const apiMessages = {
  notSignedIn: '请先登录',
  forbidden: '您没有办理此事的权限',
  mustChangePassword: '请先修改密码',
  mustSetSecondFactor: '请先启用动态口令',
  noSuchRoute: '没有这个接口',
  badOrigin: '请求来源不正确，请刷新页面后重试',
  badJson: '请求内容不是有效的 JSON',
  jsonTooDeep: '请求内容嵌套层数过多',
  notText: '内容里有不能保存的字符（空字符或不完整的字符），请删去后重试',
  jsonNeeded: '请求内容应为 JSON',
  uploadNeeded: '请求内容应为上传的文件',
  unknownFault: (requestId: string) => `系统出现故障，已经记录；如再次出现，请将编号 ${requestId} 告诉管理员`,
  noPolicy: (route: string) => `接口 ${route} 没有写明谁可以调用`,
  routeTwice: (route: string) => `接口 ${route} 登记了两次`,
  article21: '《中华人民共和国政府信息公开条例》第二十一条',
  article20: (item: number) => `《中华人民共和国政府信息公开条例》第二十条第${item}项`,
} as const;

/** What is wrong with one thing that was filled in; the library's own words stand for the rest. */
export function inputFault(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined || issue.input === '') return '请填写此项';
  if (issue.code === 'too_big' && issue.origin === 'string') return `不能超过${issue.maximum}个字`;
  if (issue.code === 'too_small' && issue.origin === 'string') return `至少${issue.minimum}个字`;
  if (issue.code === 'invalid_format' && issue.format === 'email') return '邮箱地址不正确，应如 name@example.gov.cn';
  return issue.code === 'invalid_format' ? '格式不正确' : undefined;
}

/** Rules of single kinds, in short, as the drafting sheet reminds of them; law's checkKindRules enforces them. */
export const kindReminders: Readonly<Partial<Record<DocumentKind, readonly string[]>>> = {
  report: ['不得夹带请示事项'],
  request: ['一文一事', '只写一个主送机关', '附注中写明联系人和电话'],
  minutes: ['不加盖印章', '写明出席、请假、列席人员'],
  order: ['由签署人署名'],
};
