import type { CivilDate, Instant } from '@tongming/law';

export type Channel = { code: string; name: string };

/** GET and PUT /channel-settings. `required`: what every normative document is to be published through. */
export type ChannelSettings = { channels: Channel[]; required: string[] };

/** GET /records/:id/channels. `file`: name of the evidence; it is had under /records/:id/channels/:use/file. */
export type ChannelUse = {
  id: string; channel: string; name: string; usedOn: CivilDate; url: string | null; issue: string | null; file: string | null;
  isPublic: boolean; filePublic: boolean; by: string; at: Instant; removed: { by: string; at: Instant; reason: string } | null;
};
export type RecordChannels = {
  /** From the publication itself. */
  portal: { since: CivilDate; url: string } | null;
  uses: ChannelUse[];
  /** Required for this document and not on record. */
  missing: Channel[];
  channels: Channel[];
  editable: boolean;
};

/** POST /records/:id/channels, and with a file as fields of /records/:id/channels/file. */
export type ChannelRequest = { channel: string; usedOn: CivilDate; url: string | null; issue: string | null; isPublic: boolean; filePublic: boolean };

/** GET /channels/missing: a normative document in force that is to be published through more channels. */
export type MissingChannels = {
  id: string; title: string; documentNumber: string | null; agencyName: string; datePublished: CivilDate; missing: string[]; used: string[];
};
