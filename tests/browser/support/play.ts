import { writeSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { endRuns } from '../../start/support/npm-start.ts'
import { canBrowse } from '../../support/chromium.ts'
import { openStage, type Stage } from './stage.ts'

const SNAPSHOT_CHARS_MAX = 6_000

/** Stories in one Shoulder and one Chromium, each with browsers of its own. `stage` is there once a story begins. */
export function playInBrowser(what: string, tell: (stage: Stage) => void): void {
  describe.skipIf(!canBrowse(what))(what, () => {
    const stage = {} as Stage
    beforeAll(async () => void Object.assign(stage, await openStage()))
    afterEach(async ({ task }) => {
      // What was expected and not found tells enough by itself.
      const isLost = task.result?.errors?.some(({ name }) => name !== 'AssertionError') ?? false
      if (isLost) await describePages(stage)
      await stage.leave?.()
    })
    afterAll(async () => {
      await stage.close?.()
      endRuns()
      expect(stage.complaints).toEqual([])
    })
    tell(stage)
  })
}

/** Of a story that failed, what its pages said. */
async function describePages(stage: Stage): Promise<void> {
  for (const page of stage.browser?.contexts().flatMap((context) => context.pages()) ?? []) {
    const seen = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String)
    writeSync(2, `\n${page.url()}\n${seen.slice(0, SNAPSHOT_CHARS_MAX)}\n`)
  }
}
