import { execFile } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE = path.join(ROOT, 'node_modules/.bin/node')
const PATIENCE_MS = 180_000

function simulate(...given: string[]): Promise<{ code: number; told: string }> {
  return new Promise((resolve) => {
    execFile(NODE, ['bench/simulate.ts', ...given], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, told: stdout + stderr })
    })
  })
}

const digestOf = (told: string) => /digest ([0-9a-f]{16})/.exec(told)?.[1]

describe('a simulated month', { timeout: PATIENCE_MS }, () => {
  test.each(['1', '2', '3'])('keeps every promise and every rule with seed %s', async (seed) => {
    const { code, told } = await simulate('--days', '30', '--seed', seed)
    expect(told).not.toContain('BROKEN')
    expect(code).toBe(0)
    // Something has to have happened for that to mean anything.
    expect(Number(/(\d+) {2}texts/.exec(told)?.[1])).toBeGreaterThan(50)
    expect(Number(/(\d+) {2}kills/.exec(told)?.[1])).toBeGreaterThan(10)
    expect(told).toMatch(/fault (twilio|ghl|resend) /)
  })

  test('is the same again with the same seed, and another with another', async () => {
    const lives = await Promise.all(['7', '7', '8'].map((seed) => simulate('--days', '12', '--seed', seed)))
    const [one, again, other] = lives.map(({ told }) => digestOf(told))
    expect(one).toBeDefined()
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })
})

test('every fault that is planted is caught by the invariant for it', { timeout: PATIENCE_MS }, async () => {
  const { code, told } = await simulate('--plant', 'all', '--days', '40', '--seed', '3')
  const lines = told.trimEnd().split('\n')
  expect(lines.filter((line) => !/^\w+ caught: /.test(line))).toEqual([])
  expect(lines).toHaveLength(17)
  expect(code).toBe(0)
})

test.each([
  [['--days', '0'], '--days'],
  [['--seed', '1.5'], '--seed'],
  [['--plant', 'nothing'], '--plant'],
])('%j is refused by name', { timeout: PATIENCE_MS }, async (given, name) => {
  const { code, told } = await simulate(...given)
  expect(code).toBe(2)
  expect(told).toContain(name)
})
