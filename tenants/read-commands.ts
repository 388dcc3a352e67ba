import { unreachable } from './base/result.ts'
import type { Outcome } from './contract.ts'
import type { CustomerView } from './contract/lists.ts'
import type { Read, ReadAnswer } from './contract/reads.ts'
import type { TenantRpc } from './contract/rpc.ts'

type Reads = Pick<
  TenantRpc,
  'view' | 'list' | 'listJobs' | 'listQuotes' | 'listSlots' | 'numbers' | 'listWebhooks' | 'listDeliveries'
>
type LoadCustomers = (ids: string[]) => CustomerView[]

/** What each of them comes to, as it would if it were asked for alone. */
export async function readMany(tenant: Reads, load: LoadCustomers, reads: Read[]): Promise<Outcome<ReadAnswer>[]> {
  return Promise.all(reads.map((read) => readOne(tenant, load, read)))
}

async function readOne(tenant: Reads, load: LoadCustomers, read: Read): Promise<Outcome<ReadAnswer>> {
  switch (read.of) {
    case 'list':
      return { ok: true, value: await tenant.list(read.name, read.query) }
    case 'jobs':
      return tenant.listJobs(read.query)
    case 'quotes':
      return tenant.listQuotes(read.query)
    case 'slots': {
      const slots = await tenant.listSlots(read.query)
      return slots.ok ? { ok: true, value: { items: slots.value } } : slots
    }
    case 'numbers':
      return tenant.numbers(read.days)
    case 'profile':
      return readProfile(tenant)
    case 'webhooks':
      return tenant.listWebhooks()
    case 'deliveries':
      return tenant.listDeliveries(read.query)
    case 'customers':
      return { ok: true, value: { items: load(read.ids) } }
    default:
      return unreachable(read)
  }
}

async function readProfile(tenant: Reads): Promise<Outcome<ReadAnswer>> {
  const value = await tenant.view()
  if (value) return { ok: true, value }
  return { ok: false, error: { code: 'tenant_missing', detail: 'There is no such business.' } }
}
