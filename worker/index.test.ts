import { env, exports } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Bindings } from './env.ts'

test('the platform gives the Worker its build, its limit and its directory', async () => {
  const { BUILD, API_LIMIT, DIRECTORY } = env as unknown as Bindings
  expect(BUILD?.id).toMatch(/\S/)
  expect(await API_LIMIT?.limit({ key: 'somebody@example.com' })).toEqual({ success: true })
  // Other tests may have filled it; that it can be asked says that its tables are there.
  expect((await DIRECTORY.prepare('SELECT count(*) AS tenants FROM tenant').first())?.['tenants']).toBeTypeOf('number')
  const answer = await (exports as unknown as { default: Fetcher }).default.fetch(
    'https://shoulder.example.com/healthz',
  )
  expect(await answer.json()).toEqual({ status: 'alive', build: BUILD?.id })
})
