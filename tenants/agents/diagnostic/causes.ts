/** What may be behind a finding, by how it would be mended. */
export type CauseCode =
  /** Prices told for one service. */
  | 'price'
  /** A price that was changed as a slip changes it: `came` is what it is, `expected` what it was, in minor units. */
  | 'price_slip'
  /** The business's own words: name and language. */
  | 'script'
  /** Texts that do not arrive, with the provider's code. */
  | 'delivery'
  | 'late_answers'
  | 'late_texts'
  /** Calls do not come any more: at all, or of one part. */
  | 'no_calls'
  | 'campaign'
  /** Google lets us in no longer. */
  | 'ads_lost'
  /** Something that was set otherwise. */
  | 'setting'
  /** One part of the business, such as `language:es`, and nothing that explains it. */
  | 'segment'
  /** All of it alike, and nothing that explains it. */
  | 'everywhere'

export type Cause = {
  code: CauseCode
  subject: string | null
  /** How much of what changed it explains, between 0 and 1. */
  share: number
  /** How much likelier what happened is with it than without, as a logarithm, and with what is known beforehand. */
  score: number
  /** What was to be expected of the matters it touches, and what came. */
  expected: number
  came: number
  of: number
  /** The local day of a change that falls together with it. */
  changedOn: string | null
}

/** As it is told. */
export type CauseSaid = Omit<Cause, 'score'>

export type Report = {
  /** The likeliest first; each explains something that those before it do not. */
  causes: Cause[]
  since: string
  /** In the words of the model, where there is one and it kept to the figures. */
  written: string | null
}
