import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, send } from './sandbox-rig.ts'
import { openState, StateUnusable } from './state.ts'

type Note = { id: string; to: string; words: string }

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'))))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a collection', () => {
  const note = (id: string, to = 'ann', words = 'hi'): Note => ({ id, to, words })

  test('finds, lists in order, updates in place and removes', () => {
    const notes = openState(null).collection<Note>('notes', { indexed: ['to'] })
    for (const row of [note('1'), note('2', 'bob'), note('3')]) notes.insert(row)
    expect(notes.list({ to: 'ann' }).map(({ id }) => id)).toEqual(['1', '3'])
    notes.update('2', { to: 'ann' })
    expect(notes.list({ to: 'ann' }).map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(notes.list({ to: 'bob' })).toEqual([])
    expect(notes.list({ to: 'ann', words: 'ho' })).toEqual([])
    expect([notes.remove('1'), notes.remove('1')]).toEqual([true, false])
    expect(notes.list().map(({ id }) => id)).toEqual(['2', '3'])
    expect(notes.update('1', { words: 'x' })).toBeUndefined()
    expect(() => notes.insert(note('2'))).toThrow('notes already has 2')
    expect(notes.put(note('2', 'cid'))).toEqual(note('2', 'cid'))
    expect(notes.count()).toBe(2)
  })

  test('shows those of an instant and later, however they came and were changed', () => {
    const instantOf = ({ words }: Note) => Number(words)
    const notes = openState(null).collection<Note>('notes', { indexed: ['to'], instantOf })
    for (const [id, at] of [...['1', '5', '3', '5', '9'].entries()]) notes.insert(note(String(id), 'ann', at))
    const since = (at: number) => notes.look({ to: 'ann' }, undefined, at).map(({ id }) => id)
    expect([since(0), since(4), since(5), since(9), since(10)]).toEqual([
      ['0', '1', '2', '3', '4'],
      ['1', '3', '4'],
      ['1', '3', '4'],
      ['4'],
      [],
    ])
    notes.update('4', { words: '2' })
    notes.update('0', { words: '7' })
    notes.update('3', { to: 'bob' })
    notes.remove('1')
    expect([since(3), notes.lookAt('0')]).toEqual([['0', '2'], note('0', 'ann', '7')])
    notes.clear()
    expect(since(0)).toEqual([])
  })

  test('hands out copies', () => {
    const notes = openState(null).collection<Note>('notes')
    const given = notes.insert(note('1'))
    given.words = 'changed'
    const found = notes.find('1')
    if (found) found.words = 'changed'
    expect(notes.find('1')?.words).toBe('hi')
  })
})

describe('the state on disk', () => {
  test('is there again with its order after closing, and cleared but for what is kept', () => {
    const place = join(folder, 'deep', 'state')
    const first = openState(place)
    const secret = first.keep('secret', () => 'made once')
    const notes = first.collection<Note>('notes')
    notes.insert({ id: 'b', to: 'x', words: '1' })
    notes.insert({ id: 'a', to: 'x', words: '2' })
    notes.update('b', { words: '3' })
    first.close()
    const second = openState(place)
    expect(second.counts()).toEqual({ notes: 2 })
    expect(
      second
        .collection<Note>('notes')
        .list()
        .map(({ words }) => words),
    ).toEqual(['3', '2'])
    second.clear()
    expect(second.counts()).toEqual({ notes: 0 })
    expect(second.keep('secret', () => 'made twice')).toBe(secret)
    expect(() => openState(place)).toThrow(
      new StateUnusable(`The sandbox cannot keep its state in ${place}: another sandbox is using it`),
    )
    second.close()
  })

  test('holds what was answered before a SIGKILL, and the texts go on their way', async () => {
    const stateDir = join(folder, 'killed')
    const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
      env: { ...process.env, SANDBOX_PORT: '0', STATE_DIR: stateDir, APP_URL: 'http://127.0.0.1:1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''))
    })
    const ordered = await send(`${url}/sandbox/access/token`, { method: 'POST', body: '{"email":"a@example.com"}' })
    const body = '{"from":"+12145550147","to":"+17375550100","body":"STOP"}'
    const texted = await send(`${url}/sandbox/sms`, { method: 'POST', body })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(ordered.status).toBe(200)

    const rig = await openRig({ stateDir: join(stateDir, 'sandbox') })
    const shown = await rig.control('GET', '/sandbox/messages?direction=all')
    expect(shown.json).toMatchObject([{ sid: texted.json['sid'], by: 'person' }, { by: 'twilio' }])
    const barred = await rig.twilio('POST', '/Messages.json', { From: '+17375550100', To: '+12145550147', Body: 'x' })
    expect(barred.json['code']).toBe(21610)
    const jwks = await send(`${rig.sandbox.url}/access/cdn-cgi/access/certs`, {})
    const [header = ''] = String(ordered.json['token']).split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    expect((jwks.json['keys'] as { kid: string }[])[0]?.kid).toBe(kid)
    await rig.close()
  })

  test('a text on its way when the sandbox stopped is delivered by the next one', async () => {
    const stateDir = join(folder, 'resumed')
    const first = await openRig({ stateDir })
    const StatusCallback = `${first.app.url}/status`
    await first.twilio('POST', '/Messages.json', {
      From: '+17375550100',
      To: '+12145550147',
      Body: 'x',
      StatusCallback,
    })
    await first.sandbox.close()
    const second = await openRig({ stateDir })
    const last = ({ params }: { params: Record<string, string> }) => params['MessageStatus'] === 'delivered'
    expect(await first.app.hears(1, last)).toHaveLength(1)
    await second.close()
    await first.app.close()
  })
})
