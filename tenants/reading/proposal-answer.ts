/** What a technician answers to a proposal, by the number it was given: `1 yes`, `NO 2`, `1 si`. */
export type ProposalAnswer = { code: string; agrees: boolean }

const YES = 'yes|y|yep|yeah|ok|okay|si|s[ií]|dale|claro'
const NO = 'no|n|nope|nah'
const CODE = '([1-9]\\d?)'
const BEHIND = new RegExp(`^\\W*${CODE}\\W+(?:(${YES})|(${NO}))[\\s.!]*$`, 'iu')
const BEFORE = new RegExp(`^\\W*(?:(${YES})|(${NO}))\\W+${CODE}[\\s.!]*$`, 'iu')

/** Null for anything else: a number and a word more would be read as an answer by mistake. */
export function readProposalAnswer(text: string): ProposalAnswer | null {
  const behind = BEHIND.exec(text)
  if (behind?.[1]) return { code: behind[1], agrees: behind[2] !== undefined }
  const before = BEFORE.exec(text)
  return before?.[3] ? { code: before[3], agrees: before[1] !== undefined } : null
}
