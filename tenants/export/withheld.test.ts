import { describe, expect, test } from 'vitest'
import { openKeyring, seal, sealBytes } from '../base/sealing.ts'
import { newToken } from '../base/ids.ts'
import type { Cell } from '../storage/export-rows.ts'
import { WITHHELD, withholder } from './withheld.ts'

const keyring = openKeyring(Buffer.alloc(32, 7).toString('base64'))
const sealed = (text: string) => seal(keyring, 'ten_1/something', text)

function leave(table: string, row: Record<string, Cell>) {
  const names = Object.keys(row)
  const heard = new Set<string>()
  const cells = withholder(table, names, (name) => heard.add(name))(Object.values(row))
  return { row: Object.fromEntries(names.map((name, place) => [name, cells[place]])), heard: [...heard] }
}

describe('what opens something stays', () => {
  test('in the columns that are known to hold it', () => {
    const link = { token: newToken(), purpose: 'unsubscribe', customer_id: 'cus_1', used_at: null }
    expect(leave('tokens', link)).toEqual({ row: { ...link, token: WITHHELD }, heard: ['token'] })
    const browser = { endpoint: 'https://push.example.com/abc', p256dh: 'B1', auth: 'x', email: 'dana@example.com' }
    expect(leave('push_subscriptions', browser).row).toEqual({
      ...{ endpoint: WITHHELD, p256dh: WITHHELD, auth: WITHHELD },
      email: 'dana@example.com',
    })
  })

  test.each(['access_token', 'client_secret', 'password', 'api_key', 'refresh_tokens', 'pepper', 'private_key'])(
    'in a column called %s that somebody adds later',
    (name) => expect(leave('anything', { [name]: 'abc', id: 1 }).row).toEqual({ [name]: WITHHELD, id: 1 }),
  )

  test.each(['address_pepper', 'ghl_tokens', 'webhook_secret'])('in the setting %s', (name) => {
    expect(leave('settings', { name, value: '"abc"' }).row).toEqual({ name, value: WITHHELD })
  })

  test('wherever something sealed stands', () => {
    const document = (text: string) => JSON.stringify({ pan: text, city: 'Pune' })
    const { row } = leave('settings', { name: 'papers', value: document(sealed('ABCDE1234F')) })
    expect(row['value']).toBe(document(WITHHELD))
    expect(leave('files', { content: sealBytes(keyring, 'ten_1/x', new Uint8Array(20)) }).row['content']).toBe(WITHHELD)
  })

  test('in links that act for whoever has them', () => {
    const body = (token: string) => `Bye. https://app.example.com/u/${token}\nLarkspur`
    expect(leave('messages', { body: body(newToken()) }).row['body']).toBe(body(WITHHELD))
  })

  test('in orders to browsers', () => {
    const at = 'https://push.example.com/abcdef'
    const order = (endpoint: string) => JSON.stringify({ push: { endpoint, group: 'g' } })
    expect(leave('outbox', { sequence_key: `push:cus_1:${at}`, payload: order(at) }).row).toEqual({
      sequence_key: `push:cus_1:${WITHHELD}`,
      payload: order(WITHHELD),
    })
  })
})

describe('everything else leaves as it is', () => {
  test.each<[string, Cell]>([
    ['words', 'Can you come at 9? v1.2 of the boiler, see https://example.com/u/short'],
    ['a number', 12],
    ['bytes', new Uint8Array([118, 49, 0])],
    ['a name with a key word in it', 'push it'],
    ['nothing', null],
  ])('%s', (_name, value) => {
    const { row, heard } = leave('messages', { body: value, address_key: 'abc', status: 'sent' })
    expect([row, heard]).toEqual([{ body: value, address_key: 'abc', status: 'sent' }, []])
  })
})
