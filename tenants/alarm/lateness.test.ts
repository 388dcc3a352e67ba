import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { openShop } from '../../tests/support/open-shop.ts'

const TEXT_AFTER_MS = 1_000

test('a text that falls due while a task hangs for 30 s is at most a second late', { timeout: 20_000 }, async () => {
  const shop = await openShop({ policy: { textAfterMs: TEXT_AFTER_MS } }, { realTime: true })
  const pat = shop.customer()
  await runInDurableObject(shop.tenant.stub(), (tenant) => tenant.hanging.run('hang@v1', { forMs: 30_000 }))
  // Long enough for the library's loop to be inside the task's first hold.
  await sleep(700)
  const ended = Date.now()
  await pat.callsAndHangsUp()
  await sleep(TEXT_AFTER_MS + 1_000 - (Date.now() - ended))
  expect(await pat.received()).toHaveLength(1)
  const [run] = await shop.tenant.query<{ running: number }>('select count(*) as running from cf_agents_jobs')
  expect(run?.running).toBeGreaterThan(0)
})

function sleep(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, forMs)))
}
