import { expect, test } from 'vitest'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { linesOf, printEvent, printLine, readLine } from './print.ts'

const AT = Date.parse('2026-11-26T15:03:12.345Z')
const TENANT = `ten_${'1'.repeat(24)}`

const told = {
  event: { at: AT, type: 'reply_received', sentence: 'The customer wrote.' },
  message: { body: 'My name is Pat\nand it leaks' },
} as unknown as Extract<LiveMessage, { type: 'event' }>

test('a fact is one row, and words stand below it only where they were asked for', () => {
  expect(printEvent(told, false, 'UTC')).toBe('15:03:12  The customer wrote.')
  expect(printEvent(told, true, 'UTC').split('\n')).toEqual([
    '15:03:12  The customer wrote.',
    '          │ My name is Pat',
    '          │ and it leaks',
  ])
  const arrived = { ...told, event: { ...told.event, type: 'text_delivered', sentence: 'The text arrived.' } }
  expect(printEvent(arrived, true, 'UTC')).toBe('15:03:12  The text arrived.')
})

const lineOf = (over: object) =>
  readLine(JSON.stringify({ at: '2026-11-26T15:03:12.345Z', event: 'hook_accepted', traceId: 'req_1', ...over }))

test('a line is one row with its trace, without what it does not say', () => {
  const line = lineOf({ provider: 'twilio', code: null, attempt: 1, tenantId: TENANT })
  expect(line && printLine(line, 'UTC')).toBe('15:03:12  · hook_accepted provider=twilio attempt=1 trace=req_1')
})

test('what is no line of the Worker is passed by', () => {
  expect(['Shoulder is ready', '{"event":1}', 'null', '{'].map(readLine)).toEqual([null, null, null, null])
})

test('lines that name no business belong to the one that their trace was of', () => {
  const isTheirs = linesOf(TENANT)
  const lines = [
    { tenantId: undefined },
    { tenantId: TENANT },
    { tenantId: undefined },
    { tenantId: 'ten_other', traceId: 'req_2' },
    { traceId: 'req_2' },
    { tenantId: TENANT, traceId: '-' },
    { traceId: '-' },
  ].map(lineOf)
  expect(lines.map((line) => line !== null && isTheirs(line))).toEqual([false, true, true, false, false, true, false])
})
