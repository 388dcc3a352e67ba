import { clock } from '../../tenants/base/clock.ts'
import type { Context } from '../context.ts'
import { withdrawPapers } from '../directory/kyc-papers.ts'
import { finishErasures } from './files.ts'

/** Erases a person's papers and files, however often: withdrawn by themselves, or not needed any more. */
export async function erasePapers({ env }: Context, email: string): Promise<void> {
  await withdrawPapers(env.DIRECTORY, email, clock.now())
  await finishErasures(env.FILES, env.DIRECTORY, clock.now())
}
