/**
 * How the texts of one script in the last days would have read in other words. Composed anew from what is kept of each
 * and from the business as it is now, once in the words of now and once in the other ones; nothing is sent or written.
 */
export type PastPreview = {
  days: number
  /** Those of the script and the language that went out and could be composed again. */
  texts: number
  /** There were more; the newest were looked at. */
  isCut: boolean
  /** What went into them is not kept any more, because of its age or because somebody was erased. */
  unknown: number
  changed: number
  /** The other words could not have been sent, so that ours would have gone in their place. */
  refused: number
  /** Carriers bill each; 0 for e-mails. */
  segmentsBefore: number
  segmentsAfter: number
  /** The newest of those that change or are refused. */
  examples: PastText[]
}

export type PastText = {
  at: number
  customerId: string
  customerName: string | null
  customerPhone: string | null
  before: string
  after: string
  segmentsBefore: number
  segmentsAfter: number
  /** The gate's code, where the other words could not have been sent. */
  refusedFor: string | null
}
