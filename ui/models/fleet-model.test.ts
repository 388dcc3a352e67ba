import { afterEach, expect, test, vi } from 'vitest'
import { openFleet } from './fleet-model.ts'

afterEach(() => vi.unstubAllGlobals())

/** The server, each of whose answers leaves so many businesses untold. */
function serve(remaining: number[]): { method: string; path: string }[] {
  const asked: { method: string; path: string }[] = []
  vi.stubGlobal('fetch', async (path: string, { method }: { method: string }) => {
    asked.push({ method, path })
    const left = remaining[Math.min(asked.length, remaining.length) - 1] ?? 0
    return Response.json({
      on: true,
      reason: 'x',
      changedBy: 'a',
      changedAt: 1,
      told: 9 - left,
      failed: 0,
      remaining: left,
    })
  })
  return asked
}

test('the switch is told until every business knows', async () => {
  const asked = serve([7, 4, 0])
  const model = openFleet()
  expect(await model.turn(true, 'A loop')).toBe(true)
  expect(asked.map(({ method }) => method)).toEqual(['PUT', 'POST', 'POST'])
  expect(model.view.value).toMatchObject({ remaining: 0, told: 9 })
  expect(model.isBusy.value).toBe(false)
})

test('those that never answer are not asked for ever', async () => {
  const asked = serve([7, 2, 2])
  const model = openFleet()
  await model.turn(true, 'A loop')
  expect(asked).toHaveLength(3)
  expect(model.view.value?.remaining).toBe(2)
})

test('a refusal is shown and turns nothing', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'forbidden', detail: '' }, { status: 403 }))
  const model = openFleet()
  expect(await model.turn(true, 'A loop')).toBe(false)
  expect(model.problem.value?.code).toBe('forbidden')
})
