// A record (政府信息) has identity; its editions have content. What the public gets is made from an edition by public.ts.
import type { CivilDate, DisclosureAttribute, DisclosureMethod, GroundCode, Instant, LawfulDisclosure } from '@tongming/law';
import type { Body, OfficialDocument } from '@tongming/typeset';
import type { RelationType } from '../../console-api/contract.ts';
import type { StoredFile } from '../../platform/files.ts';
import type { RecordStatus } from '../../platform/schema.ts';

/** An official document without what stands elsewhere: its body and pictures. */
export type OfficialFrame = Omit<OfficialDocument, 'body' | 'images' | 'sealImages'>;

/** An attachment as the agency keeps it. */
export type EditionAttachment = {
  position: number; name: string; publicName: string | null; file: StoredFile; attribute: DisclosureAttribute;
};
export type RelationDraft = { type: RelationType; recordId: string | null; text: string | null };

/** The original of an edition, kept whole in `core`. */
export type EditionContent = {
  kind: string;
  category: string;
  language: string;
  title: string;
  publicTitle: string | null;
  issuer: string;
  documentNumber: string | null;
  number: { code: string; year: number | null; seq: number } | null;
  dateMade: CivilDate | null;
  effectiveOn: CivilDate | null;
  /** Last day in force. */
  expiresOn: CivilDate | null;
  theme: string | null;
  keywords: string[];
  summary: string | null;
  articleItems: string[];
  /** What the source of an imported record says of its validity. */
  statedStatus: RecordStatus | null;
  official: OfficialFrame | null;
  body: Body | null;
  /** Original text; `body` set to text, or what an import brought. */
  bodyText: string;
  attachments: EditionAttachment[];
  relations: RelationDraft[];
  disclosure: { attribute: DisclosureAttribute; method: DisclosureMethod | null; grounds: readonly { code: GroundCode; reason: string }[] };
};

export type OpenAttachmentFile = { position: number; name: string; file: StoredFile; text: string };
/** Files made and checked beforehand for the public; null = typeset on demand from the open content. */
export type PublicFiles = {
  renditions: { format: 'pdf' | 'docx' | 'txt'; file: StoredFile }[];
  attachments: OpenAttachmentFile[];
};

/** All that reaches `open` of one edition. */
export type OpenContent = {
  title: string;
  issuer: string;
  kind: string;
  category: string;
  language: string;
  documentNumber: string | null;
  number: { code: string; year: number | null; seq: number } | null;
  dateMade: CivilDate | null;
  effectiveOn: CivilDate | null;
  expiresOn: CivilDate | null;
  theme: string | null;
  keywords: string[];
  summary: string | null;
  articleItems: string[];
  attribute: 'full' | 'redacted';
  official: OfficialFrame | null;
  body: Body | null;
  bodyText: string;
  relationTexts: string[];
};

/** A record on its way out. `record` names an existing record (a revision) or makes a new one. */
export type Publication = {
  record: { id: string } | { agencyCode: string; externalId: string | null };
  documentId: string | null;
  content: EditionContent;
  /** The gate: only `checkDisclosure` of law makes one, and it must say what the content says. */
  disclosure: LawfulDisclosure;
  files: PublicFiles;
  publishedAt: Instant;
};

/** Whether the public sees it without asking (主动公开). */
export function isPublic(disclosure: LawfulDisclosure): boolean {
  return disclosure.attribute !== 'withheld' && disclosure.method === 'proactive';
}
