/** The bounds an experiment is held to, as they were when it began. */
export type Rule = {
  /** Customers of each arm whose outcome is in, before shares move and before anything is decided. */
  exposedMin: number
  /** Customers of all arms whose outcome is in, and days: at whichever comes first the last judgement is made. */
  exposedMax: number
  daysMax: number
  /** No arm gets less than this part of the customers. */
  shareMin: number
  /** How often a variant may win that is no better: at any time before the end, and at the end. */
  earlyErrorMax: number
  lastErrorMax: number
  /** The same for a variant that is stopped as harmful and is not, of each thing that is watched. */
  harmErrorMax: number
}

/**
 * What holds for every trial; how many customers one needs is planned from what is usual (sample.ts). Decision 0042 has
 * the figures, and `npm run eval -- experiments` holds them.
 */
export const RULE: Rule = {
  exposedMin: 40,
  exposedMax: 800,
  daysMax: 365,
  shareMin: 0.3,
  earlyErrorMax: 0.01,
  lastErrorMax: 0.04,
  harmErrorMax: 0.025,
}
