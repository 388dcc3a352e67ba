import { useEffect, useState } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import { get, tenantPath } from '../api.ts'

/** The names in the price book of a business; none while they are not known. */
export function useServices(tenantId: string): string[] {
  const [services, setServices] = useState<string[]>([])
  useEffect(() => {
    void get<TenantView>(tenantPath(tenantId), { priceBook: 'array' }).then((answer) => {
      if (answer.ok) setServices(answer.value.priceBook.map(({ service }) => service))
    })
  }, [tenantId])
  return services
}
