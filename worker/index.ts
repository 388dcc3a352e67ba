import type { Bindings } from './env.ts'
import { route } from './router.ts'

export { TenantObject } from '../tenants/tenant-object.ts'

export default { fetch: route } satisfies ExportedHandler<Bindings>
