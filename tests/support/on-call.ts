import type { OnCallView } from '../../tenants/contract/on-call.ts'
import { newPhone, type Shop } from './open-shop.ts'

type Contact = { name: string; phone?: string; email?: string }

/** Puts people on call and gives back their phones, which can text like a customer's. */
export async function putOnCall(shop: Shop, contacts: Contact[], over: { stepAfterMs?: number; rounds?: number } = {}) {
  const { version } = await shop.api<OnCallView>('GET', `/tenants/${shop.id}/on-call`)
  const given = contacts.map((contact) => ({ phone: freshPhone(), ...contact }))
  const body = { contacts: given, stepAfterMs: 120_000, rounds: 2, ...over, version }
  await shop.api<OnCallView>('PUT', `/tenants/${shop.id}/on-call`, body)
  return given.map(({ phone }) => shop.customer(phone))
}

const taken = new Set<string>()

function freshPhone(): string {
  for (;;) {
    const phone = newPhone()
    if (taken.has(phone)) continue
    taken.add(phone)
    return phone
  }
}
