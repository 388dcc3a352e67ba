import type { Lifecycle } from 'agents/lifecycle'
import { openModels, type ModelSettings } from '../../tenants/open-models.ts'
import { clock } from '../../tenants/base/clock.ts'
import type { Agent } from '../../tenants/agents/agent.ts'
import type { RunPorts } from '../../tenants/agents/tasks.ts'
import type { AgentName } from '../../tenants/contract/agents.ts'
import type { Http } from '../../tenants/providers/http.ts'
import type { ModelPort } from '../../tenants/providers/model-port.ts'
import { TenantObject as RealTenantObject } from '../../tenants/tenant-object.ts'

export { FleetRoom } from '../../worker/fleet/fleet-room.ts'
export { default } from '../../worker/index.ts'

/** What a story does to the runs of agents: another agent in one's place, or an end behind what a step has written. */
export const trial: { agents: Partial<Record<AgentName, Agent>>; diesAfter: number } = { agents: {}, diesAfter: 0 }

/** The real tenant, whose models and agents a story may replace, and whose runs it may cut off. */
export class TenantObject extends RealTenantObject {
  /** Models of businesses whose story is about them, by object; all others have none. */
  static readonly models = new Map<string, ModelPort | ModelSettings>()

  protected override startLifecycle(ctx: DurableObjectState): Lifecycle {
    this.takeModels()
    return super.startLifecycle(ctx)
  }

  /** Those of this story, in this life of the object and in the next. */
  takeModels(): void {
    const models = TenantObject.models.get(this.ctx.id.toString())
    if (models) this.wiring.models = 'ask' in models ? models : this.#open(models)
  }

  /** Nobody listens where stories are told; the router stands in this Worker beside it. */
  protected override get frontDoor(): Http {
    return async ({ url, method, headers, body }) => {
      const door = (this.ctx as unknown as { exports: { default: Pick<Fetcher, 'fetch'> } }).exports.default
      const answer = await door.fetch(new Request(url, { method, headers, body }))
      return { kind: 'answered', status: answer.status, headers: answer.headers, text: await answer.text() }
    }
  }

  #open(settings: ModelSettings): ModelPort {
    const report = (error: unknown) => this.report(error)
    return openModels(settings, { transact: (work) => this.wiring.transact(work), now: () => clock.now(), report })
  }

  protected override runPorts(): RunPorts {
    const ports = super.runPorts()
    return {
      ...ports,
      agent: (name) => trial.agents[name] ?? ports.agent(name),
      transact: (work) => {
        const done = ports.transact(work)
        if (trial.diesAfter > 0) {
          trial.diesAfter -= 1
          // Behind the write and before the library's journal knows of it, as where the process dies there.
          if (trial.diesAfter === 0) throw new Error('A story ends the step here.')
        }
        return done
      },
    }
  }
}
