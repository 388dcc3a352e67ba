import { PageQuery, type ListName } from '../../tenants/contract/lists.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'

/**
 * `GET /api/v1/tenants/:id/<list>?after=&limit=&customerId=`: `{items, next}`, newest first.
 * `next` is the `after` of the page that follows, null on the last.
 */
export function listOf(name: ListName): Route<TenantContext> {
  return async (request, context) => {
    const query = readQuery(request.url, PageQuery)
    if (!query.ok) return refuse(query.error)
    const page = await ask(context, () => context.tenant.list(name, query.value))
    return page.ok ? respondJson(page.value) : refuse(page.error)
  }
}
