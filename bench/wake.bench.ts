import { runAsleep } from './support/run-asleep.ts'
import { measureWakes } from './support/wakes.ts'

const TENANTS = 200

/** How long a sleeping business takes to its first answer, from its file to HTTP, and what it weighs then. */
export async function measure(): Promise<string> {
  const shoulder = await runAsleep({ tenants: TENANTS })
  try {
    return `wake      ${TENANTS} tenants asleep: ${await measureWakes(shoulder)}`
  } finally {
    await shoulder.close()
  }
}
