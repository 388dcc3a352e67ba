import type { Change, FindingEvidence } from '../monitor/figures.ts'
import type { Fate } from '../../storage/agent-day-rows.ts'

/** One lead as the Diagnostic agent looks at it: where it belongs, and what came of it. Days are the business's own. */
export type Matter = {
  on: number
  hour: number
  source: string
  campaign: string | null
  language: string
  lineType: string
  area: string | null
  isKnown: boolean
  /** Only where a price was told for it: of others it is known by what came of them. */
  service: string | null
  variant: string | null
  isTexted: boolean
  fate: Fate | null
  code: string | null
  isTextLate: boolean
  isAnswerLate: boolean
  /** Null while it may still come. */
  isReplied: boolean | null
  isBooked: boolean | null
  isOptedOut: boolean
}

export type SentText = Pick<Matter, 'on' | 'hour' | 'language' | 'lineType' | 'area' | 'code'> & {
  template: string
  fate: Fate
}
export type Call = Pick<Matter, 'on' | 'hour' | 'area'> & { via: string }
/** What was paid for advertisements on a day. */
export type AdSpend = { on: number; campaign: string; spendMinor: number }

/** All that one finding is explained from: so many days before it began, and everything since. */
export type DiagnosticSeen = {
  findingId: string
  evidence: FindingEvidence
  observedAt: number
  /** What the business's owner reads. */
  language: 'en' | 'es'
  today: number
  matters: Matter[]
  texts: SentText[]
  calls: Call[]
  spend: AdSpend[]
  changes: Change[]
  holidays: number[]
}

/** Days before a finding's beginning that tell what is usual. */
export const BEFORE_DAYS = 91
/** A beginning is known to within some days, so that these tell nothing. */
export const GAP_DAYS = 5
