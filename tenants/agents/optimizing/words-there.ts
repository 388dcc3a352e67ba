import type { Effect } from '../../experiments/effect.ts'
import type { Count, Evidence, Expectation, Proposal } from '../decision.ts'

/**
 * Words of GoHighLevel's custom values, which its own pages and workflows say. Where other words have won here, they
 * are put there too, which is a decision of its own: others read them, and none of it passes our gate. Pure.
 */

export type WordsSeen = {
  subject: string
  language: 'en' | 'es'
  /** The business's own words there and here, empty where they are ours. */
  there: string
  here: string
  /** Somebody has changed them there. */
  isTheirs: boolean
  /** What showed that those here are better. */
  won: {
    experimentId: string
    metric: 'replied' | 'booked'
    text: string
    stood: Count
    won: Count
    fair: Pick<Effect, 'before' | 'after'>
  }
  /** Who came by GoHighLevel lately, and how many of them booked. */
  leads: Count
}

/** What is measured before and after, and seen of what came in by GoHighLevel. */
export const WORDS_SPAN_DAYS = 28

export function wishWords(seen: readonly WordsSeen[]): Proposal[] {
  // Without the luck of a winner there may be nothing left of it.
  return seen.filter(({ here, there, won: { fair } }) => here !== there && fair.after > fair.before).map(wish)
}

function wish({ subject, language, there, here, isTheirs, won, leads }: WordsSeen): Proposal {
  const { experimentId, metric, text, stood, fair } = won
  const words: Evidence = { code: 'words', text }
  if (isTheirs) {
    const action = { kind: 'note_words_kept', subject, language, experimentId } as const
    return { action, evidence: [words], expectation: { ...HOPED, metric: 'none' } }
  }
  const { before, after } = fair
  return {
    action: { kind: 'set_crm_words', subject, language, from: there, to: here, experimentId },
    evidence: [
      { code: 'arm_seen', isNew: true, metric, ...won.won },
      { code: 'arm_seen', isNew: false, metric, ...stood },
      { code: 'luck_taken_out', metric, before, after },
      ...(leads.of === 0 ? [] : [{ code: 'crm_leads_seen' as const, ...leads, days: WORDS_SPAN_DAYS }]),
      words,
    ],
    expectation: HOPED,
  }
}

const HOPED: Expectation = { metric: 'booked', before: null, after: null, days: WORDS_SPAN_DAYS, impactMinor: null }
