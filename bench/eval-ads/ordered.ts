import type { PastChange } from '../../tenants/ads/bounds.ts'
import type { AdsChange } from '../../tenants/providers/ads-port.ts'

/** A change that was ordered, with what became of it. */
export type Ordered = PastChange & { change: AdsChange; status: 'ordered' | 'applied' | 'refused' | 'gone' | 'dead' }
