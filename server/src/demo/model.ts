import type { DocumentEvent, DocumentState, RelationType, Role, Sheet } from '../console-api/contract.ts';
import type { DocumentKind, GroundCode } from '@tongming/law';

export type DemoAgency = {
  code: string;
  name: string;
  shortName: string;
  regionCode: string;
  parentCode: string | null;
  kind: 'government' | 'office' | 'department' | 'zone' | 'township' | 'body';
  orgCode: string;
  uscc: string;
  /** 机关代字 with what each is used for; the first is the agency's usual one. */
  numberCodes: { code: string; purpose: string }[];
  openness: { office: string; address: string; hours: string; phone: string; fax: string; email: string; postcode: string; duties: string };
};

export type DemoPerson = {
  login: string;
  name: string;
  duty: string;
  roles: { agency: string; role: Role }[];
};

/** Facts of 征求意见, 合法性审核 and 集体讨论 of a normative document; the days follow from the date made. */
export type Making = {
  received: number; adopted: number; gist: string; channel: string; legality: string; meeting: string;
  /** Why the consultation was short and the review without its period: made at once for an emergency. */
  emergency?: string;
};

type Common = {
  /** The demonstration's own name of the document; relations point to it, and it becomes nothing else. */
  ref: string;
  agency: string;
  numberCode?: string;
  kind: DocumentKind;
  title: string;
  publicTitle?: string;
  category?: Sheet['category'];
  urgency?: Sheet['urgency'];
  addressees?: string[];
  copyTo?: string[];
  note?: string | null;
  contact?: string;
  joint?: string[];
  signers?: Sheet['signers'];
  attendees?: NonNullable<Sheet['attendees']>;
  theme: string;
  keywords: string[];
  summary: string;
  /** Items of 条例 arts 20 and 21: '20-1' to '20-15', '21-1' to '21-7'. */
  items?: string[];
  attribute?: NonNullable<Sheet['disclosure']['attribute']>;
  method?: Sheet['disclosure']['method'];
  grounds?: { code: GroundCode; reason: string }[];
  forwards?: string;
  /** To another demonstration document by its ref, or to a text outside the platform. */
  relations?: { type: RelationType; ref?: string; text?: string }[];
  effective?: string;
  expires?: string;
  making?: Making;
  /** Files that go with it, all open to the public. */
  files?: { name: string; text: string }[];
  /**
   * One paragraph a line. `一、` and the like become headings, `# ` a centred title, `第…章` a centred line,
   * `| a | b |` lines a table (the first is its head), `[[words|ground]]` a passage withheld from the public.
   */
  text: string;
};

export type DemoDocument = Common & {
  made: string;
  /** 撤销 or withdrawal. 废止 comes with the replacing document's relation, 失效 with the last day in force. */
  end?: { kind: 'annulled' | 'withdrawn'; on: string; ground: string; note: string; by?: string };
};

export type DemoDraft = Common & {
  /** Where the flow stands. */
  stage: DocumentState;
  /** Days before the loading on which the sheet was begun. */
  daysAgo: number;
  /** The drafter has not yet set 公开属性 and 公开方式: the gate can be seen closed. */
  undecided?: boolean;
  /** Words of the trail, by event. */
  opinions?: Partial<Record<DocumentEvent, string>>;
  /** Given back at the stage by whoever has it, with this reason; the document then stands at 拟稿. */
  returned?: string;
};
