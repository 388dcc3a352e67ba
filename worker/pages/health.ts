import { READY_TIMEOUT_MS } from '../bounds.ts'
import { within, type Context } from '../context.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { respondJson } from '../respond.ts'
import type { Bindings } from '../env.ts'

/** An object that belongs to no tenant and stays empty. Asking it shows that objects answer. */
const PROBE_TENANT_ID = 'ten_000000000000000000000000'

/** `GET /healthz`: 200 with the id of the build, whatever else is wrong. */
export function readHealth(bindings: Bindings): Response {
  return respondJson({ status: 'alive', build: bindings.BUILD?.id ?? 'local' })
}

/** `GET /readyz`: whether the directory and the tenants' objects answer; 503 where one is silent. */
export async function readReadiness(_request: Request, context: Context): Promise<Response> {
  const { DIRECTORY, TENANT } = context.env
  const [directory, tenants] = await Promise.all([
    answers('directory', context, () => DIRECTORY.prepare('SELECT 1 FROM tenant LIMIT 1').all()),
    answers('tenants', context, () => TENANT.getByName(PROBE_TENANT_ID).view()),
  ])
  const isReady = directory && tenants
  const word = (isAnswering: boolean): string => (isAnswering ? 'answers' : 'silent')
  return respondJson(
    { status: isReady ? 'ready' : 'not_ready', directory: word(directory), tenants: word(tenants) },
    isReady ? 200 : 503,
  )
}

async function answers(part: string, context: Context, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(call(), READY_TIMEOUT_MS)
    return true
  } catch (error) {
    log('part_silent', context.traceId, { part, error: describeError(error) })
    return false
  }
}
