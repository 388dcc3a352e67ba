import type { World } from './emulator.ts'
import type { AdsFaultKind } from './faults.ts'
import { policyFinding } from './google-ads-ad-copy.ts'
import { quotaDetails, refusal } from './google-ads-errors.ts'

const PROVIDER = 'google-ads'

function isStruck(kind: AdsFaultKind, path: string, { faults, log }: World): boolean {
  const fault = faults.strikeOwn(PROVIDER, path, kind)
  if (fault) log('fault', { provider: PROVIDER, kind, path })
  return fault !== undefined
}

/** `quota`: more is asked than the project may at the moment. */
export function strikeCall(path: string, world: World): void {
  if (!isStruck('quota', path, world)) return
  const message = 'Too many requests. Retry in 30 seconds.'
  throw refusal(429, 'quotaError', 'RESOURCE_TEMPORARILY_EXHAUSTED', message, quotaDetails())
}

/** `concurrent`: somebody else changes the same account at this moment; nothing of the request is done. */
export function strikeMutate(world: World): void {
  if (!isStruck('concurrent', ':mutate', world)) return
  const message = 'Multiple requests were attempting to modify the same resource at once. Retry the request.'
  throw refusal(409, 'databaseError', 'CONCURRENT_MODIFICATION', message)
}

/** `partial` fails the last operation of a request; `policy` disapproves whatever brings new words. */
export function strikeOperation(world: World, isLast: boolean, bringsWords: boolean): void {
  if (isLast && isStruck('partial', ':mutate', world)) {
    throw refusal(400, 'internalError', 'TRANSIENT_ERROR', 'This operation failed; it may be tried again.')
  }
  if (bringsWords && isStruck('policy', ':mutate', world)) {
    throw policyFinding('RESTRICTED_BUSINESS', 'sandbox', [])
  }
}
