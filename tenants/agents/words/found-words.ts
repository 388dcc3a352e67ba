import type { CauseCode } from '../diagnostic/causes.ts'
import type { FindingEvidence } from '../monitor/figures.ts'

/** What stands in a sentence about a finding, worded already. */
export type Found = {
  subject: string | null
  since: string
  hits: string
  of: string
  /** What is usual: a share, an amount, a count or minutes, as the kind has it. */
  usual: string
  now: string
}

/** About a cause: of what it touches, what was to be expected and what came. */
export type Caused = { subject: string; came: string; of: string; expected: string }

/** What Monitor and Diagnostic say to a technician, in one language. */
export type FoundWords = {
  locale: string
  findings: Record<FindingEvidence['kind'], (found: Found) => string>
  /** `subject` names what it is about: a price's service, a script, a code's meaning, a part of the business. */
  causes: Record<CauseCode, (caused: Caused) => string>
  explains: (share: string) => string
  changed: (day: string) => string
  likeliest: (cause: string) => string
  noCause: string
  settings: Record<string, string>
  otherSetting: string
  parts: Record<string, (value: string) => string>
  values: Record<string, string>
  unconfirmed: string
  texts: Record<string, string>
  otherText: string
  inLanguages: Record<string, string>
}
