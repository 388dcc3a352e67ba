import type { Random } from '../fuzz/random.ts'
import type { Line } from './personas.ts'

/** What people answer to some texts, whatever else they have to say. */
type Reaction = { to: RegExp; answers: readonly { share: number; line: Line }[] }

const says = (words: string): Line => ({ says: words })

/** In the order in which they are looked at; what is left of the shares is silence. */
const REACTIONS: readonly Reaction[] = [
  {
    to: /To agree to (these terms|that).*reply YES/,
    answers: [
      { share: 0.8, line: says('yes please') },
      { share: 0.1, line: says('no thanks') },
    ],
  },
  {
    to: /scheduled maintenance\?|YES to read the terms|YES: read the terms/,
    answers: [
      { share: 0.6, line: says('YES') },
      { share: 0.2, line: says('no thanks') },
    ],
  },
  {
    to: /renews on .* NO RENEWAL|renews .*To end it: text NO RENEWAL/,
    answers: [{ share: 0.4, line: says('NO RENEWAL') }],
  },
  {
    to: /Shall we go ahead\?|Go ahead\?|Any questions, or shall we/,
    answers: [
      { share: 0.5, line: says('yes go ahead') },
      { share: 0.2, line: says('no thanks, too expensive') },
    ],
  },
  {
    to: /What exactly needs to be done\?/,
    answers: [{ share: 0.9, line: says('replace the sump pump in the basement') }],
  },
  {
    to: /Which job is it for/,
    answers: [
      { share: 0.7, line: says('Rerouting the pipes behind the pool house') },
      { share: 0.2, line: says('drain clearing') },
    ],
  },
  { to: /address of the job\?|Where is the job\?/, answers: [{ share: 0.9, line: says('12 Example Street, Austin') }] },
  { to: /How soon do you need it\?|How soon\?/, answers: [{ share: 0.8, line: says('sometime next week is fine') }] },
  {
    to: /Would you tell others how it went\?|How did it go\?/,
    answers: [
      { share: 0.3, line: says('I left you a review, great work!') },
      { share: 0.1, line: says('still leaking, not happy') },
    ],
  },
  { to: /It has been a while/, answers: [{ share: 0.4, line: says('yes, how much for a drain?') }] },
  {
    to: /a reminder of your visit/i,
    answers: [
      { share: 0.08, line: says('can we move it to Friday at 3pm?') },
      { share: 0.06, line: says('please cancel my appointment') },
    ],
  },
  { to: /Reply YES to take it|Reply YES to move your visit/, answers: [{ share: 0.7, line: says('yes') }] },
  { to: /Reply with (the|a|its) number/, answers: [{ share: 0.7, line: says('2') }] },
]

/** What somebody says to this text, or null where they have nothing to say to it. */
export function reactTo(body: string, random: Random): Line | null {
  const reaction = REACTIONS.find(({ to }) => to.test(body))
  if (!reaction) return null
  let left = random.next()
  return reaction.answers.find(({ share }) => (left -= share) < 0)?.line ?? null
}
