/** GET /citations/missing: a document that public texts name and the library has not. */
export type MissingCitation = {
  /** The name by which it is looked for. */
  id: string;
  /** As one of the texts writes it. */
  cited: string;
  /** How many public documents name it. */
  citing: number;
  samples: { id: string; title: string }[];
};

/** POST /records/:id/editions/:no/withdrawal: a former edition is no longer shown to the public. */
export type WithdrawEditionRequest = { reason: string };
