import { DurableObject } from 'cloudflare:workers'
import type { Bindings } from './env.ts'
import { route } from './router.ts'

export class TenantObject extends DurableObject {}

export default { fetch: route } satisfies ExportedHandler<Bindings>
