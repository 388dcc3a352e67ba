import type { Lifecycle } from 'agents/lifecycle'
import { Tasks, type TaskStep } from 'agents/tasks'
import { openModels, type ModelSettings } from '../../tenants/open-models.ts'
import { clock } from '../../tenants/base/clock.ts'
import type { ModelPort } from '../../tenants/providers/model-port.ts'
import { TenantObject as RealTenantObject } from '../../tenants/tenant-object.ts'

export { default, FleetRoom } from '../../worker/index.ts'

/** The real tenant with one more durable task: one that holds on for as long as a model that never answers. */
export class TenantObject extends RealTenantObject {
  /** Models of businesses whose story is about them, by object; all others have none. */
  static readonly models = new Map<string, ModelPort | ModelSettings>()

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
    if (models) this.wiring.models = 'ask' in models ? models : this.#open(models)
  }

  #open(settings: ModelSettings): ModelPort {
    const report = (error: unknown) => this.report(error)
    return openModels(settings, { transact: (work) => this.wiring.transact(work), now: () => clock.now(), report })
  }
}
