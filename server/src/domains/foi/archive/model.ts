// The shapes of an archive volume (归档卷) and its manifest.
import type { CivilDate } from '@tongming/law';

/** One paper of the file. `key` is the item of the list it belongs to. */
export type ArchivePart = {
  key: ItemKey;
  title: string;
  number: string | null;
  date: CivilDate | null;
  /** `own`: made by this program (PDF/A already). `file`: came from outside. `apart`: kept elsewhere, only its slip is in the volume. */
  source: 'own' | 'file' | 'apart';
  name: string;
  mime: string;
  bytes: Uint8Array;
};

export const itemKeys = [
  'application', 'identity', 'receipt', 'registration', 'correction', 'reasons', 'extension', 'consultation', 'search', 'approval', 'reply', 'provided', 'service', 'fee', 'review',
] as const;
export type ItemKey = (typeof itemKeys)[number];
/** `apart`: it exists and is kept sealed elsewhere. */
export type ArchiveItem = { key: ItemKey; name: string; state: 'there' | 'missing' | 'apart' | 'not-needed'; missing: string[] };

export type ManifestPart = {
  no: number; key: ItemKey; title: string; number: string | null; date: CivilDate | null; name: string; mime: string; size: number;
  /** Of the paper itself, not of its pages in the volume. Hexadecimal. */
  sha256: string; sm3: string;
  /** In the volume, from 1. `redrawn`: pages as pictures; `slip`: only a sheet that says where it is. */
  firstPage: number; pages: number; merged: 'as-is' | 'redrawn' | 'slip';
};
export type Manifest = {
  format: 'tongming-foi-archive-1';
  caseId: string; archiveNumber: string; receiptNumber: string; registerNumber: string | null; agencyCode: string; agencyName: string; closedOn: CivilDate;
  retention: { years: number | null; until: CivilDate | null };
  volume: { name: string; size: number; pages: number; sha256: string; sm3: string };
  parts: ManifestPart[];
  missing: string[];
  /** Why it was archived although something is missing. */
  incompleteReason: string | null;
  /** SM3 of the canonical JSON of everything else. */
  digest: string;
};

/** `years` null: 永久. From memory (10 years or for ever by the agency's schedule), so a setting. */
export type RetentionSettings = { years: number | null };
export const retentionDefaults: Readonly<RetentionSettings> = { years: 10 };
