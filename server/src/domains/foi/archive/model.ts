// The shapes of an archive volume (归档卷) and its manifest.
import type { CivilDate } from '@tongming/law';
import type { FoiArchiveItem, FoiManifest, FoiManifestPart, FoiRetention } from '../../../console-api/contract-foi.ts';

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
export type ArchiveItem = FoiArchiveItem & { key: ItemKey };

/** `sha256`, `sm3`: of the paper itself, not of its pages in the volume. `redrawn`: pages as pictures; `slip`: only a sheet that says where it is. */
export type ManifestPart = FoiManifestPart & { key: ItemKey };
/** `incompleteReason`: why it was archived although something is missing. `digest`: SM3 of the canonical JSON of everything else. */
export type Manifest = FoiManifest & { parts: ManifestPart[] };

/** `years` null: 永久. From memory (10 years or for ever by the agency's schedule), so a setting. */
export type RetentionSettings = FoiRetention;
/** A bound volume is an archive: whether it goes with the term is for the archive's own appraisal, so it is kept unless set otherwise. */
export const retentionDefaults: Readonly<RetentionSettings> = { years: 10, volume: 'keep' };
