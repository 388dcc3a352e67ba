import type { Bindings } from '../../../worker/env.ts'
import type { ExportOrder } from '../../../worker/fleet/export-order.ts'
import worker from '../../../worker/index.ts'
import type { Question } from './stepped.ts'

type SteppedEnv = { TENANT: { getByName(tenantId: string): { ask(question: Question): Promise<unknown[]> } } }

/** The router, which also asks a tenant behind its API. */
const stepped = {
  ...worker,
  async fetch(request, bindings, ctx) {
    const tenantId = /^\/stepped\/(\w+)$/.exec(new URL(request.url).pathname)?.[1]
    if (tenantId === undefined) return worker.fetch(request, bindings, ctx)
    const { TENANT } = bindings as unknown as SteppedEnv
    return Response.json(await TENANT.getByName(tenantId).ask(await request.json<Question>()))
  },
} satisfies ExportedHandler<Bindings, ExportOrder>

export { stepped as default }
