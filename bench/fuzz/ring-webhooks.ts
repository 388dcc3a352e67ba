import type { Draft } from './draft.ts'
import type { Random } from './random.ts'
import type { Shop, World } from './shop.ts'

/** Webhooks about phones that we ring ourselves: what was pressed, and how it ended. */

const LANG = { lang: 'en' }

function formOf(name: string, path: string, query: Record<string, string>, fields: Record<string, string>): Draft {
  return {
    ...{ name, surface: 'hook', provider: 'twilio', method: 'POST', path: `/hooks/twilio${path}` },
    query: Object.entries(query),
    headers: [['content-type', 'application/x-www-form-urlencoded; charset=UTF-8']],
    body: { kind: 'form', fields: Object.entries(fields) },
  }
}

const legOf = ({ account }: World, shop: Shop, random: Random) => ({
  ...{ AccountSid: account, ApiVersion: '2010-04-01', CallSid: `CA${random.hex(32)}`, CallStatus: 'in-progress' },
  ...{ From: shop.smsNumber, To: shop.primaryPhone, Direction: 'outbound-dial' },
})

export function whisper(world: World, shop: Shop, random: Random): Draft {
  const whose = random.chance(0.5) ? { call: `CA${random.hex(32)}` } : { customer: `cus_${random.hex(24)}` }
  const step: Record<string, string> = random.chance(0.7) ? { step: 'accept' } : {}
  const pressed: Record<string, string> = 'step' in step ? { Digits: random.pick(['1', '1', '2', '', '11']) ?? '' } : {}
  const query = { ...step, tenant: shop.id, ...whose, ...LANG }
  return formOf('twilio/voice-whisper', '/voice/whisper', query, { ...legOf(world, shop, random), ...pressed })
}

export function ringEnd(world: World, shop: Shop, random: Random): Draft {
  const DialCallStatus = random.pick(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled']) ?? 'busy'
  const dialled = { DialCallStatus, DialCallDuration: '9', DialBridged: random.pick(['true', 'false']) ?? 'false' }
  const step: Record<string, string> = random.chance(0.5)
    ? { step: 'ring' }
    : { step: 'bridge', customer: `cus_${random.hex(24)}` }
  const fields = { ...legOf(world, shop, random), ...dialled }
  return formOf('twilio/voice-ring-end', '/voice/status', { ...step, tenant: shop.id }, fields)
}
