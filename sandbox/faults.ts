export const FAULT_KINDS = [
  'status',
  'timeout',
  'reset',
  'act_then_timeout',
  'slow',
  'malformed',
  'duplicate',
  'out_of_order',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A provider misbehaving on order. */
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
  /** Only paths that contain this. */
  path?: string
  slowMs: number
}

export type Faults = {
  add(fault: Omit<Fault, 'id'>): Fault
  list(): Fault[]
  clear(): void
  /** The fault that strikes this request, if one does. */
  strikeRequest(provider: string, path: string): Fault | undefined
  /** How webhooks of this provider go astray at the moment. */
  strikeWebhook(provider: string, url: string): 'duplicate' | 'out_of_order' | undefined
}
