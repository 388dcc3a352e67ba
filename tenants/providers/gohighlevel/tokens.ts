import type { Answer } from '../port.ts'
import { oneAtATime, type AccessTokens } from '../one-at-a-time.ts'
import { lossOf, type Loss } from './loss.ts'
import { fetchOwnAgencyToken, mintLocationToken, type LocationToken, type OAuthApp } from './oauth.ts'

export type LocationTokens = AccessTokens

/** Passes an answer on, and tells of what it says about the connection. */
export function tellLoss(answer: Answer<never>, note: (loss: Loss) => void): Answer<never> {
  const loss = answer.kind === 'unavailable' ? lossOf(answer.code) : null
  if (loss) note(loss)
  return answer
}

/** Tokens of a location of our own agency, for businesses that have installed nothing themselves. */
export function locationTokens(
  options: OAuthApp & {
    locationId: string
    load(): Promise<LocationToken | null>
    save(token: LocationToken): Promise<void>
    noteLoss?(loss: Loss): void
  },
): LocationTokens {
  const lost = (answer: Answer<never>) => tellLoss(answer, (loss) => options.noteLoss?.(loss))
  return oneAtATime({
    now: () => options.now(),
    load: () => options.load(),
    async obtain() {
      const agency = await fetchOwnAgencyToken(options)
      if (agency.kind !== 'answered') return lost(agency)
      const minted = await mintLocationToken(options, agency.value, options.locationId)
      if (minted.kind !== 'answered') return lost(minted)
      await options.save(minted.value)
      return minted
    },
  })
}
