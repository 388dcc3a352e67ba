import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canFindProcesses, freePort } from '../support/workerd.ts'
import { copyTree } from './support/copy-tree.ts'
import {
  canMount,
  endRuns,
  eventually,
  expectNothingLeft,
  holdPort,
  makeFolder,
  npmStart,
  removeFolder,
  START_TIMEOUT_MS,
  type Order,
} from './support/npm-start.ts'

const suite = { concurrent: true, timeout: START_TIMEOUT_MS }
let folder: string
beforeAll(async () => void (folder = await makeFolder()))
afterAll(async () => {
  endRuns()
  await removeFolder(folder)
})

/** What npm start says before it ends with 1, leaving nothing behind. */
async function refusal(order: Order): Promise<string> {
  const run = await npmStart(order)
  expect(await run.ended, run.output()).toBe(1)
  expect(run.processes()).toEqual([])
  const [said = '', ...more] = run.output().split('\n').slice(4)
  expect(more).toEqual([''])
  return said
}

describe.skipIf(!canFindProcesses)('a port', suite, () => {
  test.each(['PORT', 'SANDBOX_PORT'])('that another program has is named with its setting, %s', async (name) => {
    const stateDir = path.join(folder, name)
    const port = await freePort()
    const other = await holdPort(port)
    const said = await refusal({ stateDir, [name === 'PORT' ? 'port' : 'sandboxPort']: port })
    other.close()
    expect(said).toContain(`Port ${port} is taken by another program. Free it, or start with ${name}=<another port>`)
    expect(existsSync(stateDir)).toBe(false)
  })

  test('of the fleet’s Postgres is named where it was asked for, and another is taken where it was not', async () => {
    const port = await freePort()
    const other = await holdPort(port)
    const said = await refusal({ stateDir: path.join(folder, 'pg'), env: { PG_PORT: String(port) } })
    other.close()
    expect(said).toContain(`Port ${port} is taken by another program. Free it, or start with PG_PORT=<another port>`)
  })

  test('that is taken while the Worker is being built is named as well', async () => {
    // In a tree without a bundle, so that there is time until the Worker wants its port.
    const home = path.join(folder, 'tree')
    await copyTree(home)
    const run = await npmStart({ stateDir: path.join(folder, 'race'), cwd: home })
    // The sandbox answers only after both ports were found free.
    await eventually('the sandbox answers', () => fetch(`${run.sandboxUrl}/sandbox/state`))
    const other = await holdPort(run.port)
    expect(await run.ended).toBe(1)
    other.close()
    expect(run.output()).toContain(`Port ${run.port} is taken by another program.`)
    expect(run.output()).not.toContain('    at ')
    await expectNothingLeft(run)
  })
})

describe.skipIf(!canFindProcesses)('a setting that cannot be used', suite, () => {
  test.each<[string, Partial<Order>]>([
    ['PORT is "abc"; it must be a port between 1 and 65535.', { port: 'abc' }],
    ['PORT is "70000"; it must be a port between 1 and 65535.', { port: '70000' }],
    ['PG_PORT is "no"; it must be a port between 1 and 65535.', { env: { PG_PORT: 'no' } }],
    ['SANDBOX_PORT is "0"; it must be a port between 1 and 65535.', { sandboxPort: '0' }],
    ['PORT and SANDBOX_PORT are both 8799; each needs its own.', { port: 8799, sandboxPort: 8799 }],
    ["Unknown option '--no-dmeo'. The only option is --no-demo.", { args: ['--no-dmeo'] }],
    ['APP_URL is "garbage"; it must be an address', { env: { APP_URL: 'garbage' } }],
    ['TWILIO_API_URL is "ftp://x"; it must be an address', { env: { TWILIO_API_URL: 'ftp://x' } }],
    ['ADMIN_EMAILS is "admin"; it must be email addresses with commas between', { env: { ADMIN_EMAILS: 'admin' } }],
    ['EMAIL_FROM is "Shoulder"; it must be an email address', { env: { EMAIL_FROM: 'Shoulder' } }],
    ['JOIN_A2P is "yes"; it must be one of no_number, brand_pending,', { env: { JOIN_A2P: 'yes' } }],
    ['SEALING_KEY cannot be used; it must be 32 bytes in base64', { env: { SEALING_KEY: 'c2hvcnQ=' } }],
    ['GHL_WEBHOOK_PUBLIC_KEY is no Ed25519 key in PEM (SPKI).', { env: { GHL_WEBHOOK_PUBLIC_KEY: 'garbage' } }],
  ])('names itself: %s', async (words, order) => {
    const stateDir = path.join(folder, 'settings')
    expect(await refusal({ stateDir, ...order })).toContain(words)
    expect(existsSync(stateDir)).toBe(false)
  })
})

describe.skipIf(!canFindProcesses)('a setting that only the objects know', suite, () => {
  test('is named by the router, which has it from them', async () => {
    const env = { ANTHROPIC_API_KEY: 'sk-example', ANTHROPIC_MODEL: ' ' }
    const words = 'The Worker cannot start. Settings of shoulder-objects are missing or unusable: ANTHROPIC_MODEL.'
    expect(await refusal({ stateDir: path.join(folder, 'objects'), env })).toContain(words)
  })
})

describe.skipIf(!canFindProcesses)('a state folder', suite, () => {
  test('where a file stands is named', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, 'mine')
    for (const stateDir of [file, path.join(file, 'deeper')]) {
      const words = `The state folder ${stateDir} cannot be written: a file stands in its way. Nothing was started`
      expect(await refusal({ stateDir })).toContain(words)
    }
    expect(await readFile(file, 'utf8')).toBe('mine')
  })

  test.skipIf(!existsSync('/proc/self'))('below /proc is named, and soon', async () => {
    expect(await refusal({ stateDir: '/proc/nobody/state' })).toContain('no folder can be made there')
  })

  test('whose sandbox is damaged is named, and kept as it is', async () => {
    const stateDir = path.join(folder, 'damaged')
    const file = path.join(stateDir, 'sandbox', 'sandbox.sqlite')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, 'half a sentence')
    const said = await refusal({ stateDir })
    expect(said).toContain(`${file} is damaged (file is not a database). Nothing was deleted. To begin afresh, move`)
    expect(await readFile(file, 'utf8')).toBe('half a sentence')
  })
})

const mountable = canMount('a read-only or full disk is named')
describe.skipIf(!canFindProcesses || !mountable)('a disk', suite, () => {
  test.each([
    [
      'read-only',
      { options: 'size=1m', remount: 'ro' },
      'cannot be written: the disk is read-only. Nothing was started',
    ],
    ['full', { options: 'size=4k,nr_inodes=2' }, 'is full. Nothing was started'],
    ['nearly full', { options: 'size=8m' }, 'is nearly full (less than 64 MiB free). Nothing was started'],
  ])('that is %s is named', async (name, mount, words) => {
    const at = path.join(folder, name)
    await mkdir(at)
    expect(await refusal({ stateDir: path.join(at, 'state'), mount: { at, ...mount } })).toContain(words)
  })
})
