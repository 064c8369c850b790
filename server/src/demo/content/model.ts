import type { ContentFacts } from '../../domains/content/open/facts.ts';
import type { SceneName } from './pictures.ts';

/** `days`: how long ago it was published. `pictures`: of an image story, drawn when it is made. */
export type DemoPiece = {
  days: number; title: string; facts?: ContentFacts; summary?: string; keywords?: string[]; theme?: string; text: string; reprinted?: { source: string; url: string };
  pictures?: { scene: SceneName; alt: string; caption: string }[];
  /** The title of the document it interprets. */
  interprets?: string;
};
/** `number`: invented, of a range that rings nowhere. `verified`: days ago. */
export type DemoHotline = { matter: string; number: string; hours: string; verified: number };
export type DemoSite = { site: string; agency: string; pieces: DemoPiece[]; hotlines: DemoHotline[] };
