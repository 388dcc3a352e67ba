import { pathOf } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'

/** `/fleet/:id`: the figures of one business, without a word of its customers'. */
export function FleetTenantView({ businessId }: { businessId: string }) {
  const words = fleetViewWords()
  return (
    <div class="page fleet">
      <h1>{businessId}</h1>
      <a href={pathOf({ view: 'fleet' })}>{words.back}</a>
    </div>
  )
}
