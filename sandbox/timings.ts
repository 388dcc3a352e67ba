import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'

/** What Shoulder does unless a business chose otherwise. */
const PRESETS = { textAfterMs: 20_000, emailAfterMs: 300_000 }
const ASK_TIMEOUT_MS = 2000

/**
 * GET /sandbox/timings?businessId=: when Shoulder texts and writes after a missed call, asked of its own API as an
 * admin would. `isKnown` is false when it could not say, and the usual times are told instead.
 */
export async function answerTimings({ query }: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  const businessId = query.get('businessId')
  if (!businessId) throw new BadOrder('businessId is missing')
  const policy = await askPolicy(businessId, world).catch(() => undefined)
  const read = (name: keyof typeof PRESETS) => {
    const value = policy?.[name]
    return typeof value === 'number' ? value : PRESETS[name]
  }
  const timings = { textAfterMs: read('textAfterMs'), emailAfterMs: read('emailAfterMs') }
  return { status: 200, json: { ...timings, isKnown: policy !== undefined } }
}

async function askPolicy(businessId: string, world: World): Promise<Record<string, unknown> | undefined> {
  const { APP_URL, ADMIN_EMAILS } = world.settings
  const email = ADMIN_EMAILS.split(',')[0]?.trim() ?? ''
  const token = await mintToken(email, world)
  if (token === undefined) return undefined
  const answer = await fetch(`${APP_URL}/api/v1/tenants/${encodeURIComponent(businessId)}`, {
    headers: { 'cf-access-jwt-assertion': token },
    signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
  })
  if (!answer.ok) return undefined
  const { policy } = (await answer.json()) as { policy?: Record<string, unknown> }
  return policy
}

async function mintToken(email: string, world: World): Promise<string | undefined> {
  const path = '/sandbox/access/token'
  const rawBody = Buffer.from(JSON.stringify({ email }))
  const request: EmulatorRequest = {
    ...{ method: 'POST', path, query: new URLSearchParams(), headers: {}, rawBody },
    form: () => new URLSearchParams(),
    json: () => ({ email }),
  }
  const answer = await world.emulators['access']?.control?.(request, world)
  return (answer?.json as { token?: string } | undefined)?.token
}
