import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { TenantDb } from './open.ts'
import { outbox } from './schema.ts'
import { Statement } from './statement.ts'

test('what never changes stands in the text, since a bound value has SQLite plan the query anew', () => {
  const asked: { text: string; values: unknown[] }[] = []
  const exec = (text: string, ...values: unknown[]) => {
    asked.push({ text, values })
    return { raw: () => [] }
  }
  const db = { $client: { sql: { exec } } } as unknown as TenantDb
  const statement = new Statement((builder) =>
    builder
      .select({ seq: outbox.seq })
      .from(outbox)
      .where(
        and(
          inArray(outbox.status, ['pending', "it's"]),
          eq(outbox.lane, sql.placeholder('lane')),
          eq(outbox.attempts, 3),
        ),
      )
      .limit(1),
  )
  statement.rows(db, { lane: 'twilio' })
  statement.rows(db, { lane: 'resend' })
  const [first, second] = asked
  expect(first?.text).toContain(`in ('pending', 'it''s')`)
  expect(first?.text).toMatch(/"attempts" = 3.* limit 1$/)
  expect(first?.values).toEqual(['twilio'])
  expect(second).toEqual({ text: first?.text, values: ['resend'] })
})
