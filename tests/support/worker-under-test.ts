import type { Lifecycle } from 'agents/lifecycle'
import { Tasks, type TaskStep } from 'agents/tasks'
import { TenantObject as RealTenantObject } from '../../tenants/tenant-object.ts'

export { default, FleetRoom } from '../../worker/index.ts'

/** The real tenant with one more durable task: one that holds on for as long as a model that never answers. */
export class TenantObject extends RealTenantObject {
  readonly hanging = new Tasks({
    definitions: {
      'hang@v1': async (input: { forMs: number }, step: TaskStep) => {
        await step.do('hang', () => new Promise<null>((resolve) => setTimeout(() => resolve(null), input.forMs)))
        return null
      },
    },
  })

  protected override startLifecycle(ctx: DurableObjectState): Lifecycle {
    return super.startLifecycle(ctx).use(this.hanging)
  }
}
