import { describe, expect, test } from 'vitest'
import { after, DAY_MS } from '../base/clock.ts'
import { inside } from '../../tests/support/inside.ts'
import { NOON, openShop } from '../../tests/support/open-shop.ts'
import { recordCall } from './lead-rows.ts'
import { dropMediaBefore, dropTranscriptsBefore, loadMedia, recordMediaRow, saveMedia } from './media-rows.ts'
import { recordMessage } from './message-rows.ts'
import type { TenantDb } from './open.ts'
import { dropRecordingsBefore, dropTokensBefore, redactMessagesBefore } from './retention-rows.ts'

const LATER = after(NOON, 90 * DAY_MS)
const MAX = 200

function write({ db }: { db: TenantDb }, body: string) {
  const nobody = { customerId: null, fromAddress: null, toAddress: null, subject: null, errorCode: null, label: null }
  const unsent = { template: null, class: null, providerRef: null, entryId: null, episodeId: null, occasionedAt: null }
  return recordMessage(db, {
    ...{ ...nobody, ...unsent, audience: 'customer', channel: 'note', direction: 'inbound', status: 'received', body },
    ...{ unprompted: false, segments: 1, sentAt: null, createdAt: NOON },
  })
}

function ring({ db }: { db: TenantDb }, callKey: string, recordingUrl: string | null) {
  const call = { customerId: 'cus_story', status: 'voicemail', durationS: 9, via: 'twilio', endedAt: NOON } as const
  return recordCall(db, { ...call, callKey, recordingUrl })
}

function send({ db }: { db: TenantDb }, transcript: string | null) {
  const from = { customerId: 'cus_story', messageId: null, callId: null, kind: 'photo', sourceUrl: 'x' } as const
  const mediaId = recordMediaRow(db, from, NOON)
  saveMedia(db, mediaId, { status: 'kept', transcript }, NOON)
  return mediaId
}

/** How SQLite finds what each of the statements that run is about: the very statements, with their values. */
function plansOf({ $client: { sql } }: TenantDb, work: (watched: TenantDb) => unknown): string[] {
  const plans: string[] = []
  const exec: SqlStorage['exec'] = (text, ...values) => {
    const steps = sql.exec<{ detail: string }>(`explain query plan ${text}`, ...values).toArray()
    plans.push(...steps.map(({ detail }) => detail))
    return sql.exec(text, ...values)
  }
  work({ $client: { sql: { exec } } } as unknown as TenantDb)
  return plans
}

describe('words that have been kept long enough', () => {
  test('go once, and the next night begins behind them', async () => {
    const shop = await openShop()
    const found = await inside(shop, (context) => {
      const { db } = context
      const [first, second, third] = ['one', 'two', 'three'].map((body) => write(context, body))
      const redact = (max: number) => redactMessagesBefore(db, LATER, max, LATER).map(({ messageId }) => messageId)
      expect([redact(2), redact(2), redact(2)]).toEqual([[first, second], [third], []])
      const fourth = write(context, 'four')
      expect(redact(2)).toEqual([fourth])
      return db.$client.sql.exec<{ body: string }>('select distinct body from messages').toArray()
    })
    expect(found).toEqual([{ body: '' }])
  })
})

describe('what few rows have', () => {
  test('goes however late it came', async () => {
    const shop = await openShop()
    await inside(shop, (context) => {
      const { db } = context
      const early = ring(context, 'CA1', null)
      const late = ring(context, 'CA2', 'https://api.example.com/RE2')
      const dropped = () => dropRecordingsBefore(db, LATER, MAX).map(({ callId }) => callId)
      expect([dropped(), dropped()]).toEqual([[late], []])
      db.$client.sql.exec(`update call_logs set recording_url = 'https://api.example.com/RE1' where call_id = ?`, early)
      expect(dropped()).toEqual([early])

      const photo = send(context, null)
      const heard = send(context, 'there is water everywhere')
      const gone = () => dropMediaBefore(db, LATER, MAX, LATER).map(({ mediaId }) => mediaId)
      expect([gone(), gone()]).toEqual([[photo, heard], []])
      expect(loadMedia(db, heard)?.transcript).toBe('there is water everywhere')
      dropTranscriptsBefore(db, LATER, MAX)
      expect(loadMedia(db, heard)?.transcript).toBeNull()
    })
  })
})

test('no night looks at all there ever was', async () => {
  const shop = await openShop()
  const plans = await inside(shop, (context) => {
    const { db } = context
    write(context, 'one')
    ring(context, 'CA1', 'https://api.example.com/RE1')
    send(context, 'there is water everywhere')
    return plansOf(db, (watched) => {
      redactMessagesBefore(watched, LATER, MAX, LATER)
      dropRecordingsBefore(watched, LATER, MAX)
      dropMediaBefore(watched, LATER, MAX, LATER)
      dropTranscriptsBefore(watched, LATER, MAX)
      dropTokensBefore(watched, LATER, MAX)
    })
  })
  expect(plans.filter((step) => /^SCAN (?!json_each)/.test(step))).toEqual([])
  for (const found of [
    'messages USING INDEX messages_message (message_id>? AND message_id<?)',
    'call_logs USING INDEX call_logs_recorded (call_id<?)',
    'media USING INDEX media_held (media_id<?)',
    'media USING INDEX media_transcribed (media_id<?)',
    'tokens USING INDEX tokens_expire (expires_at<?)',
  ]) {
    expect(plans).toContain(`SEARCH ${found}`)
  }
})
