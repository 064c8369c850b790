import type { CivilDate, DocumentForm } from '@tongming/law';
import type { Body } from './model.ts';

/** One official document (公文): the only source of its PDF, DOCX, HTML and plain text. */
export type OfficialDocument = {
  form: DocumentForm;
  /** 份号, six digits. Left out of a public copy. */
  copyNumber?: string;
  urgency?: '特急' | '加急' | null;
  /** 发文机关标志, lead agency first. */
  issuers: { name: string }[];
  /** What stands after the names: 文件, 令 (命令 form), 会议纪要 (纪要 form) or nothing (信函). */
  markSuffix: '文件' | '令' | '会议纪要' | '';
  /** As it is to be printed: 通政办发〔2026〕12号; for minutes 第12期 or a number. */
  documentNumber: string;
  /** 令号, order form only: 第3号. */
  orderNumber?: string;
  /** 签发人 of an upward document; for an order the post (agency) and the name of who signs. */
  signers: { agency: string; name: string }[];
  title: string;
  /** 主送机关; printed joined by the caller's own grouping, one entry a group. */
  addressees: string[];
  body: Body;
  /** 附件说明: names without numbers. */
  attachmentList: string[];
  /** 发文机关署名. */
  signatories: string[];
  /** 成文日期. */
  dateMade: CivilDate;
  sealed: boolean;
  /** One picture a signatory, in their order (for an order: the signature stamp). */
  sealImages?: Uint8Array[];
  /** 附注 without brackets: 此件公开发布. */
  note: string | null;
  attachments: { title: string; body: Body }[];
  copyTo: string[];
  printedBy: string;
  printedOn: CivilDate | null;
  /** 纪要 only. */
  attendees?: { present: string[]; absent: string[]; observers: string[] };
  /** Pictures of the body and the attachments, by content hash. */
  images?: Record<string, Uint8Array>;
  meta: { language: 'zh-CN'; author: string; publicCopy: boolean };
};

/** 发文稿纸 as it prints: what was proposed, and the trail of who decided what. */
export type DraftingSheet = {
  agency: string;
  title: string;
  /** 文种. */
  kind: string;
  documentNumber: string | null;
  urgency: '特急' | '加急' | null;
  drafter: string;
  unit: string;
  telephone: string;
  /** 公开属性; null prints three empty boxes. */
  attribute: 'full' | 'redacted' | 'withheld' | null;
  /** 公开方式. */
  method: 'proactive' | 'onRequest' | null;
  /** 不公开理由: article and text, one entry a ground. */
  reasons: string[];
  addressees: string[];
  copyTo: string[];
  attachments: string[];
  /** 审核, 保密审查, 合法性审核, 会签, 签发, 复核 … in order. */
  trail: { step: string; name: string; opinion: string; date: string }[];
  /** 印制份数. */
  printRun: number | null;
  dateMade: CivilDate | null;
};
