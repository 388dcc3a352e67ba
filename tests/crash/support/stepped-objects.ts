import type { TaskStep } from 'agents/tasks'
import type { RunPorts } from '../../../tenants/agents/tasks.ts'
import { clock } from '../../../tenants/base/clock.ts'
import { TenantObject as RealTenantObject } from '../../../tenants/tenant-object.ts'
import type { TenantEnv } from '../../../tenants/tenant-env.ts'
import { recordTexted } from '../../support/record-texted.ts'
import type { Question } from './stepped.ts'

export { FleetRoom } from '../../../worker/fleet/fleet-room.ts'

type SteppedEnv = TenantEnv & { KNOCK_URL: string }

/**
 * The objects' Worker with tenants whose agents knock at each point of a run, and go on once they are answered. A call
 * out leaves only when all that was written before it is on disk, so whoever hears it knows how far the file has come.
 */
export class TenantObject extends RealTenantObject {
  static override readonly name = 'TenantObject'

  protected override runPorts(): RunPorts {
    const { KNOCK_URL } = this.env as SteppedEnv
    return { ...super.runPorts(), through: (step) => knockAt(KNOCK_URL, step) }
  }

  async ask(question: Question): Promise<unknown[]> {
    if (question.type === 'rows') return this.ctx.storage.sql.exec(question.sql).toArray()
    this.wiring.transact((context) => recordTexted(context, question.count, clock.now()))
    return []
  }
}

function knockAt(url: string, step: TaskStep): TaskStep {
  const knock = (at: string) => fetch(`${url}/${encodeURIComponent(at)}`, { method: 'POST' })
  const take = async (name: string, work: () => Promise<unknown>) => {
    await knock(`before ${name}`)
    return step.do(name, async () => {
      const done = await work()
      // It is written, and the library's journal does not know of it yet.
      await knock(`behind ${name}`)
      return done as string
    })
  }
  return new Proxy(step, { get: (target, name) => (name === 'do' ? take : Reflect.get(target, name, target)) })
}
