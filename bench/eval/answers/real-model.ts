import '../../simulate/register.ts'

/**
 * Asks real models for a run of `eval`, in a process whose time and wires are real. Keys come from the environment, as
 * for Shoulder itself. Says `none` at once where there are none.
 */

const { openModels } = await import('../../../tenants/open-models.ts')
const { NO_MODELS } = await import('../../../tenants/providers/model-port.ts')
const { DraftSchema } = await import('../../../tenants/replies/prompt.ts')

type Order = { id: number; request: { system: string; turns: never[]; names: string[]; leftMs: number } }

const models = openModels(process.env, {
  transact: () => true as never,
  now: () => Date.now(),
  report: (error) => console.error(error),
})
const tell = (message: unknown) => process.send?.(message)

tell(models === NO_MODELS ? 'none' : 'ready')
process.on('message', (order: Order) => {
  const { leftMs, ...request } = order.request
  const asked = { ...request, purpose: 'answer', schema: DraftSchema, schemaName: 'answer', maxOutputTokens: 400 }
  void models.ask({ ...asked, deadlineAt: Date.now() + leftMs }).then((answer) => tell({ id: order.id, answer }))
})
