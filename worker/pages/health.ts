import { READY_TIMEOUT_MS } from '../bounds.ts'
import { within, type Context } from '../context.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { readSettingsMissing } from '../../tenants/contract/settings.ts'
import { refuse, respondJson } from '../respond.ts'
import type { Bindings } from '../env.ts'

/** An object that belongs to no tenant and stays empty. Asking it shows that objects answer. */
const PROBE_TENANT_ID = 'ten_000000000000000000000000'

/** `GET /healthz`: 200 with the id of the build, whatever else is wrong. */
export function readHealth(bindings: Bindings): Response {
  return respondJson({ status: 'alive', build: bindings.BUILD?.id ?? 'local' })
}

/**
 * `GET /readyz`: whether the directory and the tenants' objects answer; 503 where one is silent. What the Worker of the
 * objects has not been told is named here, since it has settings of its own.
 */
export async function readReadiness(_request: Request, context: Context): Promise<Response> {
  const { DIRECTORY, TENANT } = context.env
  const [directory, tenants] = await Promise.all([
    faultOf('directory', context, () => DIRECTORY.prepare('SELECT 1 FROM tenant LIMIT 1').all()),
    faultOf('tenants', context, () => TENANT.getByName(PROBE_TENANT_ID).view()),
  ])
  const detail = tenants && readSettingsMissing(tenants.error)
  if (detail) return refuse({ code: 'settings_missing', detail })
  const word = (fault: Fault): string => (fault === null ? 'answers' : 'silent')
  const isReady = directory === null && tenants === null
  return respondJson(
    { status: isReady ? 'ready' : 'not_ready', directory: word(directory), tenants: word(tenants) },
    isReady ? 200 : 503,
  )
}

type Fault = { error: unknown } | null

async function faultOf(part: string, context: Context, call: () => Promise<unknown>): Promise<Fault> {
  try {
    await within(call(), READY_TIMEOUT_MS)
    return null
  } catch (error) {
    log('part_silent', context.traceId, { part, error: describeError(error) })
    return { error }
  }
}
