import type { Lifecycle } from 'agents/lifecycle'
import { Tasks, type TaskStep } from 'agents/tasks'
import type { ModelPort } from '../../tenants/providers/model-port.ts'
import { TenantObject as RealTenantObject } from '../../tenants/tenant-object.ts'

export { default, FleetRoom } from '../../worker/index.ts'

/** The real tenant with one more durable task: one that holds on for as long as a model that never answers. */
export class TenantObject extends RealTenantObject {
  /** Models of businesses whose story is about them, by object; all others have none. */
  static readonly models = new Map<string, ModelPort>()

  readonly hanging = new Tasks({
    definitions: {
      'hang@v1': async (input: { forMs: number }, step: TaskStep) => {
        await step.do('hang', () => new Promise<null>((resolve) => setTimeout(() => resolve(null), input.forMs)))
        return null
      },
    },
  })

  protected override startLifecycle(ctx: DurableObjectState): Lifecycle {
    this.takeModels()
    return super.startLifecycle(ctx).use(this.hanging)
  }

  /** Those of this story, in this life of the object and in the next. */
  takeModels(): void {
    const models = TenantObject.models.get(this.ctx.id.toString())
    if (models) Object.assign(this.wiring, { models })
  }
}
