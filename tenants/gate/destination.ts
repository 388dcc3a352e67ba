import { readAreaCode } from '../base/area-code.ts'
import type { GateCode } from './codes.ts'
import { isIndian } from './dlt.ts'
import type { GateCase, GateDenial, GateRuling } from './facts.ts'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/
const INDIAN_MOBILE = /^\+91[6-9]\d{9}$/

/** Step 3 of the gate: somewhere a message can be sent to at all. */
export function ruleOnDestination({ message, facts }: GateCase): GateRuling {
  if (message.channel === 'email') return EMAIL.test(message.to) ? null : deny('destination_invalid', 'not an address')
  if (message.to === facts.smsNumber) return deny('destination_own_number', 'the tenant’s own number')
  const areaCode = readAreaCode(message.to)
  if (areaCode.kind === 'invalid' || areaCode.kind === 'premium') return deny('destination_invalid', areaCode.kind)
  // The registration with the operators is judged when the words are known.
  if (isIndian(message.to)) return INDIAN_MOBILE.test(message.to) ? null : deny('destination_invalid', 'not a mobile')
  if (areaCode.kind === 'foreign') return deny('destination_foreign', 'not a +1 number')
  if (message.class === 'marketing' && areaCode.kind !== 'us') return deny('marketing_outside_us', areaCode.kind)
  // What is known of the customer's line says nothing about the phone of the technician who is told about it.
  const isLandline = facts.lineType === 'landline' && message.audience === 'customer'
  return isLandline ? deny('destination_landline', 'a landline') : null
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}
