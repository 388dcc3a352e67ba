import { randomUUID } from 'node:crypto'

const WEBHOOK_FAULT_KINDS = ['duplicate', 'out_of_order'] as const
const REQUEST_FAULT_KINDS = ['status', 'timeout', 'reset', 'act_then_timeout', 'slow', 'malformed'] as const
export const FAULT_KINDS = [...REQUEST_FAULT_KINDS, ...WEBHOOK_FAULT_KINDS] as const
/** What only Google Ads has, and plays by itself. */
export const ADS_FAULT_KINDS = ['quota', 'partial', 'policy', 'concurrent'] as const
export type AdsFaultKind = (typeof ADS_FAULT_KINDS)[number]
export type FaultKind = (typeof FAULT_KINDS)[number] | AdsFaultKind
export type WebhookFaultKind = (typeof WEBHOOK_FAULT_KINDS)[number]

/**
 * A provider misbehaving on order. `status` answers without acting, `timeout` never answers, `reset` cuts the line,
 * `act_then_timeout` acts and never answers, `slow` acts and answers late, `malformed` acts and answers HTML with 200.
 * `duplicate` and `out_of_order` concern the webhooks the provider sends. The rest are Google Ads' own: `quota` refuses
 * for half a minute, `partial` fails the last operation of a change, `policy` its new words, `concurrent` all of it.
 */
export type Fault = {
  id: string
  provider: string
  kind: FaultKind
  /** What the `status` kind answers. */
  status: number
  /** Share of requests or webhooks it strikes, 0 to 1. */
  rate: number
  /** Epoch milliseconds. */
  endsAt: number
  /** Only requests or webhooks whose path contains this. */
  path?: string
  slowMs: number
}

/** The faults in force. They live as long as the process. */
export type Faults = {
  add(fault: Omit<Fault, 'id'>): Fault
  list(): Fault[]
  remove(id: string): void
  clear(): void
  /** The fault that strikes this request, if one does. */
  strikeRequest(provider: string, path: string): Fault | undefined
  /** A fault that the provider's own emulator plays. */
  strikeOwn(provider: string, path: string, kind: AdsFaultKind): Fault | undefined
  /** How webhooks of this provider go astray at the moment. */
  strikeWebhook(provider: string, url: string): WebhookFaultKind | undefined
}

/** `chance` gives numbers from 0 up to 1, as Math.random does. */
export function createFaults(now: () => number, chance: () => number = Math.random): Faults {
  let faults: Fault[] = []
  const inForce = () => (faults = faults.filter((fault) => fault.endsAt > now()))
  const strike = (provider: string, path: string, kinds: readonly FaultKind[]) =>
    inForce().find(
      (fault) =>
        fault.provider === provider &&
        kinds.includes(fault.kind) &&
        path.includes(fault.path ?? '') &&
        chance() < fault.rate,
    )
  return {
    add(fault) {
      const added = { id: randomUUID(), ...fault }
      faults.push(added)
      return added
    },
    list: () => inForce().map((fault) => ({ ...fault })),
    remove: (id) => void (faults = faults.filter((fault) => fault.id !== id)),
    clear: () => void (faults = []),
    strikeRequest: (provider, path) => strike(provider, path, REQUEST_FAULT_KINDS),
    strikeOwn: (provider, path, kind) => strike(provider, path, [kind]),
    strikeWebhook(provider, url) {
      const struck = strike(provider, url, WEBHOOK_FAULT_KINDS)?.kind
      return struck === 'duplicate' || struck === 'out_of_order' ? struck : undefined
    },
  }
}
