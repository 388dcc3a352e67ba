import { describe, expect, test } from 'vitest'
import type { Action, Evidence, Expectation, Outcome } from '../decision.ts'
import { describeAction, describeEvidence, describeExpectation, describeOutcome } from './describe.ts'

const EN = { language: 'en', currency: 'USD' } as const
const ES = { language: 'es', currency: 'USD' } as const

const ACTIONS: [Action, string, string][] = [
  [
    { kind: 'set_dormant_months', from: 18, to: 12 },
    'Let customers be written to after 12 months without a job instead of 18.',
    'Escribir a los clientes tras 12 meses sin trabajo en lugar de 18.',
  ],
  [
    { kind: 'switch_after_job', what: 'amc', isOn: true },
    'Switch on offering maintenance plans after a job.',
    'Activar ofrecer planes de mantenimiento después de un trabajo.',
  ],
  [
    { kind: 'note_started', what: 'review', count: 1, from: '2026-11-16', until: '2026-11-23' },
    'From 2026-11-16 until 2026-11-23, 1 customer was asked for a review.',
    'Del 2026-11-16 al 2026-11-23, se pidió una reseña a 1 cliente.',
  ],
  [
    {
      ...{ kind: 'start_experiment', subject: 'missed_call_text', language: 'en', metric: 'replied' },
      ...{ edit: 'shorter', base: 'Long words', text: 'Words' },
    },
    'Try other words for the text after a missed call on some customers: fewer words.',
    'Probar otras palabras para el texto tras una llamada perdida con algunos clientes: menos palabras.',
  ],
  [
    { kind: 'stop_experiment', experimentId: 'exp_1', subject: 'price_answer', language: 'es' },
    'Stop trying other words for the answer to a price question.',
    'Dejar de probar otras palabras para la respuesta sobre precios.',
  ],
  [
    { kind: 'set_script', subject: 'price_answer', language: 'en', from: '', to: 'Words', experimentId: 'exp_1' },
    'Use the words that did better for the answer to a price question.',
    'Usar las palabras que funcionaron mejor para la respuesta sobre precios.',
  ],
  [
    { kind: 'set_script', subject: 'price_answer', language: 'en', from: 'Words', to: '', experimentId: null },
    'Go back to the earlier words for the answer to a price question.',
    'Volver a las palabras de antes para la respuesta sobre precios.',
  ],
  [
    {
      ...{ kind: 'set_crm_words', subject: 'missed_call_text', language: 'en' },
      ...{ from: '', to: 'Words', experimentId: 'exp_1' },
    },
    'Let GoHighLevel’s pages and workflows use the words that did better for the text after a missed call.',
    'Usar en las páginas y flujos de GoHighLevel las palabras que funcionaron mejor para el texto tras una llamada perdida.',
  ],
  [
    {
      ...{ kind: 'set_crm_words', subject: 'missed_call_text', language: 'en' },
      ...{ from: 'Words', to: '', experimentId: null },
    },
    'Put the earlier words for the text after a missed call back into GoHighLevel.',
    'Volver en GoHighLevel a las palabras de antes para el texto tras una llamada perdida.',
  ],
  [
    { kind: 'note_words_kept', subject: 'missed_call_text', language: 'en', experimentId: 'exp_1' },
    'Somebody changed the words for the text after a missed call in GoHighLevel, so they stay there.',
    'Alguien cambió en GoHighLevel las palabras para el texto tras una llamada perdida, así que allí se quedan.',
  ],
  [
    { kind: 'recommend_fix', findingId: 'fnd_1', fix: { code: 'check_price', subject: 'Water heater' } },
    'Look at the price of Water heater: hardly anybody books after hearing it.',
    'Revise el precio de Water heater: casi nadie reserva después de oírlo.',
  ],
]

const SEEN: Evidence[] = [
  { code: 'dormant_customers', count: 40, months: 18 },
  { code: 'won_back', replied: 3, written: 20 },
  { code: 'opted_out', count: 4, written: 30 },
  { code: 'return_gap', months: 11, customers: 25 },
  { code: 'jobs_done', count: 9, days: 30 },
  { code: 'customer_value', amountMinor: 84_000, customers: 30 },
  { code: 'plans_offered', agreed: 2, offered: 11 },
  { code: 'reviews_asked', left: 4, asked: 9 },
  { code: 'script_seen', metric: 'replied', hits: 90, of: 300, days: 90 },
  { code: 'arm_seen', isNew: true, metric: 'booked', hits: 40, of: 120 },
  { code: 'luck_taken_out', metric: 'booked', before: 0.2, after: 0.27 },
  { code: 'trial_needs', customers: 620, days: 124 },
  { code: 'words', text: '24/7' },
  { code: 'crm_leads_seen', hits: 3, of: 20, days: 28 },
  {
    code: 'cause',
    cause: { code: 'price', subject: 'water heater', share: 0.62, expected: 9, came: 2, of: 20, changedOn: null },
  },
]

describe('what agents say', () => {
  test.each(ACTIONS)('%o', (action, english, spanish) => {
    expect([describeAction(action, false, EN), describeAction(action, false, ES)]).toEqual([english, spanish])
  })

  test.each(SEEN)('$code is a sentence in both languages', (seen) => {
    for (const reader of [EN, ES]) expect(describeEvidence(seen, reader)).toMatch(/^\p{Lu}?.*\d.*\.$/u)
    expect(describeEvidence(seen, EN)).not.toBe(describeEvidence(seen, ES))
  })

  test('money is written in the business’s currency', () => {
    expect(describeEvidence(SEEN[5] as Evidence, EN)).toContain('$840')
  })

  test('what is hoped for and what came of it stand beside each other', () => {
    const hoped: Expectation = { metric: 'won_back', before: 0.1, after: 0.14, days: 60, impactMinor: 42_000 }
    expect(describeExpectation(hoped, EN)).toBe('Customers who come back: 10% → 14% within 60 days, about $420.')
    const outcome: Outcome = {
      ...{ metric: 'won_back', before: { hits: 2, of: 20 }, after: { hits: 5, of: 30 } },
      ...{ change: 0.07, low: -0.1, high: 0.2, impactMinor: 21_000 },
    }
    expect(describeOutcome(outcome, EN)).toBe('Customers who come back: 5 of 30, 2 of 20 before. That is about $210.')
    expect(describeOutcome({ ...outcome, low: null, high: null, impactMinor: 0 }, EN)).toContain('Too few to tell')
  })

  test('what is to stay as it is says so, and what is spared by it', () => {
    const same: Expectation = { metric: 'won_back', before: 0.051, after: 0.049, days: 60, impactMinor: null }
    expect(describeExpectation(same, EN)).toBe('No change expected: customers who come back stay at about 5%.')
    expect(describeExpectation({ ...same, protects: 'who_comes_unasked' }, EN)).toBe(
      'No change expected: customers who come back stay at about 5%. Nobody is written to who comes back unasked.',
    )
    expect(describeExpectation({ ...same, protects: 'who_stays_away' }, ES)).toMatch(
      /^No se espera cambio: .* 5\s%\. Quien/,
    )
    const none: Expectation = { metric: 'none', before: null, after: null, days: 60, impactMinor: null }
    expect(describeExpectation({ ...none, protects: 'who_wants_no_more' }, EN)).toContain('never to write again')
    expect(describeExpectation(none, EN)).toBe('')
  })

  test('money of something else than what was hoped for says what it comes of', () => {
    const outcome: Outcome = {
      ...{ metric: 'replied', before: { hits: 90, of: 300 }, after: { hits: 150, of: 310 } },
      ...{ change: 0.18, low: 0.1, high: 0.26, impactMinor: 900_000 },
      paid: { before: { hits: 40, of: 290 }, after: { hits: 75, of: 300 } },
    }
    expect(describeOutcome(outcome, EN)).toBe(
      'Replies: 150 of 310, 90 of 300 before. Visits booked: 75 of 300, 40 of 290 before. That is about $9,000.',
    )
    expect(describeOutcome(outcome, ES)).toContain('Visitas reservadas: 75 de 300, 40 de 290 antes.')
    const fair = { ...outcome, fair: { before: 0.34, after: 0.43 } }
    expect(describeOutcome(fair, EN)).toBe(
      'Replies: 150 of 310, 90 of 300 before. Without the luck of a winner: 34% → 43%. ' +
        'Visits booked: 75 of 300, 40 of 290 before. Without that luck, they are worth about $9,000.',
    )
    expect(describeOutcome(fair, ES)).toContain('Sin la suerte del ganador: 34')
  })
})
