import { expect, test } from 'vitest'
import { readLeadForm } from './webhook.ts'

const NOW = Date.UTC(2026, 10, 24, 18)

function read(columns: Record<string, string>) {
  const user_column_data = Object.entries(columns).map(([column_id, string_value]) => ({ column_id, string_value }))
  const found = readLeadForm(JSON.stringify({ lead_id: 'lead-1', google_key: 'key', user_column_data }), NOW)
  if (!found.ok || found.value.event.type !== 'lead_submitted') throw new Error('This is no lead.')
  const { words, answers } = found.value.event
  return { words, answers }
}

test.each([
  ['an answer is their own words', { 'What do you need done?': 'Se tapó el fregadero' }, 'Se tapó el fregadero'],
  ['a yes is one to its question', { 'Do you smell gas?': 'Yes' }, 'Do you smell gas? Yes'],
  ['a no says that it is not so', { 'Is this an emergency?': 'No', 'Which job?': 'Drain' }, 'Drain'],
  ['where they live is no wish', { CITY: 'Austin', 'When?': 'Friday at 9am' }, 'Friday at 9am'],
  ['a name and a number are none', { FULL_NAME: 'Ann Lee', PHONE_NUMBER: '+15125550111' }, ''],
])('%s', (_, columns, answers) => {
  expect(read(columns).answers).toBe(answers)
})

test('what people read has the questions with it', () => {
  expect(read({ CITY: 'Austin', 'Is this an emergency?': 'No', 'When?': 'Friday' }).words).toBe(
    'CITY: Austin\nIs this an emergency?: No\nWhen?: Friday',
  )
})
