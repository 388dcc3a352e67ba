/** What Optimizing may decide about the words of GoHighLevel's custom values; empty words are the ones we ship. */
export type WordsAction =
  | {
      kind: 'set_crm_words'
      subject: string
      language: 'en' | 'es'
      from: string
      to: string
      /** The trial that showed them to be better; null where they are put back. */
      experimentId: string | null
    }
  /** Says that somebody has changed them there, so that they stay. */
  | { kind: 'note_words_kept'; subject: string; language: 'en' | 'es'; experimentId: string }
