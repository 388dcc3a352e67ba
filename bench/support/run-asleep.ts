import { runShoulder, type Options, type RunningShoulder } from '../../tests/support/running-shoulder.ts'

/**
 * A Shoulder whose businesses all sleep and have to be woken from their files, as those that live. One that was opened
 * a moment ago still holds the statements of every migration, three times what one holds that was woken
 * (docs/decisions/0055).
 */
export async function runAsleep(options: Options): Promise<RunningShoulder> {
  const shoulder = await runShoulder(options)
  await shoulder.pause(async () => undefined)
  return shoulder
}
