import * as v from 'valibot'
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
    return query.ok ? respondPage(context, name, query.value) : refuse(query.error)
  }
}

/** Of what is about no customer in particular. */
export const WholePageQuery = v.omit(PageQuery, ['customerId'])

/** `GET /api/v1/tenants/:id/<list>?after=&limit=`: the same for what agents did and try. */
export function wholeListOf(name: ListName): Route<TenantContext> {
  return async (request, context) => {
    const query = readQuery(request.url, WholePageQuery)
    return query.ok ? respondPage(context, name, query.value) : refuse(query.error)
  }
}

async function respondPage(context: TenantContext, name: ListName, query: PageQuery): Promise<Response> {
  const page = await ask(context, () => context.tenant.list(name, query))
  return page.ok ? respondJson(page.value) : refuse(page.error)
}
