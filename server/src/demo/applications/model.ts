import type { CivilDate, ReceiptChannel } from '@tongming/law';
import type { ApplicantKind, Delivery, FoiAct } from '../../console-api/contract-foi.ts';

/** Working days after the application came. */
export type DayAfter = (workingDays: number) => CivilDate;
/** One act on an application; `data` as the act takes it, from the days of this very case where it names days. */
export type WayStep = { after: number; act: FoiAct; data?: object | ((day: DayAfter) => object) };

/** A PDF handed over with the answer: marked passages `[[…|ground]]` are taken out as in the demonstration's documents. */
export type HandedOver = { name: string; title: string; text: string };

export type DemoApplication = {
  agency: string;
  /** Invented, and unlike every other of the demonstration: by it a loading cut short finds the case again. */
  applicant: string;
  kind: ApplicantKind;
  channel: ReceiptChannel;
  content: string;
  delivery: Delivery;
  /** The day it was sent: a fixed one, or working days before the loading. */
  sent: string | { workingDaysAgo: number };
  /** Number and query code are shown to visitors, who may follow this case. */
  followed?: string;
  handedOver?: HandedOver;
  /** Parts of the letter that the template leaves to the clerk. */
  letter?: Readonly<Record<string, string>>;
  archived?: boolean;
  way: readonly WayStep[];
};
