import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canFindProcesses } from '../support/workerd.ts'
import { askSandbox, readTenants, readTexts } from './support/ask.ts'
import { copyTree } from './support/copy-tree.ts'
import {
  endRuns,
  eventually,
  expectNothingLeft,
  makeFolder,
  npmStart,
  removeFolder,
  START_TIMEOUT_MS,
  type Run,
} from './support/npm-start.ts'

const CUSTOMER = '+12145550147'
const DEMO_NUMBER = '+15125550101'
/** Longer than a stand-in provider takes to answer. */
const QUIET_MS = 500

let folder: string
beforeAll(async () => void (folder = await makeFolder()))
afterAll(async () => {
  endRuns()
  await removeFolder(folder)
})

/** A customer's text that Shoulder has taken. */
async function text(run: Run, body: string): Promise<void> {
  await askSandbox(run, '/sandbox/sms', { to: DEMO_NUMBER, from: CUSTOMER, body })
}

const isReady = async (run: Run) => (await fetch(`${run.appUrl}/readyz`)).ok
const workerdOf = (run: Run) => run.processes().find(({ name }) => name.startsWith('workerd'))

describe.skipIf(!canFindProcesses)('one state folder', { timeout: START_TIMEOUT_MS }, () => {
  let stateDir: string
  let tenants: string[]
  let run: Run
  beforeAll(() => void (stateDir = path.join(folder, 'one state')))

  test('is made by the first start, which says where everything is and then that it is ready', async () => {
    run = await npmStart({ stateDir })
    await run.ready()
    const lines = run.output().split('\n')
    const command = '> exec node sandbox/start.ts'
    expect(lines.splice(0, 3)).toEqual(['', expect.stringMatching(/^> shoulder@\S+ start$/), command])
    // Names and what they stand for; no warning of anybody's, and nothing after the last line.
    expect(lines.splice(-2)).toEqual(['Shoulder is ready', ''])
    expect(lines.filter((line) => line !== '' && !/^ {2}[A-Z]\w+ {2,}\S/.test(line))).toEqual([])
    expect(lines).toEqual(
      expect.arrayContaining([
        `  Shoulder      ${run.appUrl}`,
        expect.stringContaining(`  Sandbox       ${run.sandboxUrl}   `),
        expect.stringMatching(/^ {2}Figures {7}postgres:\/\/postgres:\*{3}@127\.0\.0\.1:\d+\/postgres {3}/),
        `  State         ${stateDir}`,
        `  Demo          Bluebonnet Plumbing, ${DEMO_NUMBER}; sign in as admin@example.com`,
      ]),
    )
    tenants = await readTenants(run)
    expect(tenants).toHaveLength(1)
  })

  test('can be followed, as facts and as lines of one trace, without what people write', async () => {
    const [tenant = ''] = tenants
    const places = { PORT: String(run.port), SANDBOX_PORT: String(run.sandboxPort) }
    const env = { ...process.env, ...places }
    const tail = spawn('npm', ['run', '--silent', 'tail', '--', tenant], { env })
    const ended = new Promise<void>((resolve) => tail.once('close', () => resolve()))
    let written = ''
    tail.stdout.on('data', (part: Buffer) => (written += part.toString()))
    try {
      await eventually('it follows', () => written.includes('Following Bluebonnet Plumbing.'))
      await text(run, 'How much is a water heater repair?')
      await eventually('the answer left', () => /provider_called .*what=price_answer .*outcome=sent/.test(written))
      expect(written).toContain('From the customer: a question about a price.')
      const traceOf = (pattern: RegExp) => pattern.exec(written)?.[1]
      const webhook = traceOf(/hook_accepted .*type=sms_received .*trace=(req_\w+)/)
      expect(webhook).toBeDefined()
      expect(traceOf(/what=price_answer .*trace=(req_\w+)/)).toBe(webhook)
      expect(written).not.toMatch(/How much|\+1214|2145550147/)
    } finally {
      tail.kill('SIGTERM')
    }
    // The pipe closes with the last that could write to it.
    await ended
  })

  test('is refused to a second Shoulder', async () => {
    const second = await npmStart({ stateDir })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`Another Shoulder is running on ${stateDir}. Stop it, or choose another folder`)
    await expectNothingLeft(second)
    expect(await isReady(run)).toBe(true)
  })

  test('outlives a workerd that is killed, and another takes its place', async () => {
    await text(run, 'Before the crash')
    const killed = workerdOf(run)?.pid ?? 0
    process.kill(killed, 'SIGKILL')
    await eventually('another workerd runs', () => workerdOf(run) && workerdOf(run)?.pid !== killed)
    await eventually('it answers', () => isReady(run))
    expect(await readTenants(run)).toEqual(tenants)
    await eventually('it is said', () => run.output().includes('workerd ended and was started again'))
  })

  test('outlives a workerd that is killed, and the next one killed in its start', async () => {
    const known = new Set<number>()
    for (let kills = 0; kills < 3; kills += 1) {
      const pid = await eventually('a workerd runs', () => {
        const found = workerdOf(run)?.pid
        return found !== undefined && !known.has(found) ? found : null
      })
      known.add(pid)
      process.kill(pid, 'SIGKILL')
    }
    await eventually('it answers', () => isReady(run))
    expect(await readTenants(run)).toEqual(tenants)
  })

  test('is whole after a SIGKILL of everything, with one demo business and every text', async () => {
    await text(run, 'Before the power cut')
    const texts = await readTexts(run)
    expect(texts).toEqual(expect.arrayContaining(['Before the crash', 'Before the power cut']))
    run.signal('SIGKILL')
    await expectNothingLeft(run)

    const { port, sandboxPort } = run
    run = await npmStart({ stateDir, port, sandboxPort })
    await run.ready()
    expect(await readTenants(run)).toEqual(tenants)
    expect(await readTexts(run)).toEqual(expect.arrayContaining(texts))
  })

  test('is free again after Ctrl-C, with nothing left running', async () => {
    // What the crash had cut off is still being made up for, and told in the log.
    await eventually('all is quiet', async () => {
      const before = run.output()
      await wait(QUIET_MS)
      return run.output() === before
    })
    const said = run.output()
    run.signal('SIGINT')
    await run.ended
    expect(run.output()).toBe(said)
    await expectNothingLeft(run)
    expect((await readdir(stateDir)).toSorted()).toEqual(['postgres', 'sandbox', 'worker'])
  })

  test('is not held by a workerd whose parent was killed', async () => {
    run = await npmStart({ stateDir })
    await run.ready()
    expect(await readTenants(run)).toEqual(tenants)
    const parent = run.processes().find(({ pid }) => readCommand(pid) === 'node sandbox/start.ts')
    process.kill(parent?.pid ?? 0, 'SIGKILL')
    await expectNothingLeft(run)
  })

  test('whose Worker is damaged is named, and kept as it is', async () => {
    const home = path.join(stateDir, 'worker', 'd1', 'miniflare-D1DatabaseObject')
    for (const name of await readdir(home)) {
      if (/^[0-9a-f]+\.sqlite$/.test(name)) await writeFile(path.join(home, name), 'half a sentence')
      else if (/^[0-9a-f]+\.sqlite-/.test(name)) await rm(path.join(home, name))
    }
    run = await npmStart({ stateDir })
    expect(await run.ended).toBe(1)
    const words = `The Worker cannot open its state (SQLITE_NOTADB). Nothing was deleted. To begin afresh, move ${stateDir}`
    expect(run.output().split('\n')[4]).toContain(words)
    await expectNothingLeft(run)
    const [damaged = ''] = (await readdir(home)).filter((name) => /^[0-9a-f]+\.sqlite$/.test(name))
    expect(await readFile(path.join(home, damaged), 'utf8')).toBe('half a sentence')
  })
})

function readCommand(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
}

describe.skipIf(!canFindProcesses)('two side by side', { timeout: START_TIMEOUT_MS }, () => {
  test('do not disturb each other; one lives in a path with a space and opens no demo', async () => {
    const home = path.join(folder, 'a path with spaces')
    await copyTree(home)
    const [one, other] = await Promise.all([
      npmStart({ stateDir: path.join(folder, 'one') }),
      npmStart({ stateDir: '.shoulder', cwd: home, args: ['--no-demo'] }),
    ])
    await Promise.all([one.ready(), other.ready()])
    expect(other.output()).toContain(`  State         ${home}/.shoulder`)
    expect(other.output()).not.toContain('Demo')
    await text(one, 'Only here')
    expect([await readTenants(one), await readTenants(other)]).toEqual([[expect.any(String)], []])
    expect(await readTexts(other)).toEqual([])

    one.signal('SIGTERM')
    await expectNothingLeft(one)
    expect(await isReady(other)).toBe(true)
    // As a service's keeper does it, which knows of npm alone.
    other.signalNpm('SIGTERM')
    expect(await other.ended).toBe(0)
    await expectNothingLeft(other)
  })
})
