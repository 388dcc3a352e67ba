import { describeError, log } from '../../tenants/base/log.ts'
import { SIGN_INS_REMEMBERED_MAX } from '../bounds.ts'
import type { SignedInContext } from '../context.ts'
import { recordOnce } from '../directory/access-log.ts'

/** What this isolate has written down; another may try the same line again, and the directory keeps one of them. */
const noted = new Set<string>()

/**
 * A line in the log for each sign-in, and one for each business that is opened under it. We see no sign-in, only the
 * token that came of it; its address and time of issue tell one sign-in from another. Nobody waits for this line.
 */
export function noteSignIn(context: SignedInContext, tenantId: string | null): void {
  const { env, person, issuedAt, traceId } = context
  const { email } = person
  const onceKey = `${tenantId ?? 'signed_in'} ${issuedAt} ${email}`
  if (noted.has(onceKey)) return
  if (noted.size >= SIGN_INS_REMEMBERED_MAX) noted.clear()
  noted.add(onceKey)
  const action = tenantId === null ? 'signed_in' : 'tenant_opened'
  const writing = recordOnce(env.DIRECTORY, { email, action, tenantId, traceId, onceKey }).catch((error: unknown) => {
    noted.delete(onceKey)
    log('sign_in_not_noted', traceId, { error: describeError(error) })
  })
  context.waitUntil(writing)
}
