import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import { gohighlevelCrm } from './api.ts'
import type { CallBudget } from './request.ts'

function answered(status: number, message: string): HttpAnswer {
  return { kind: 'answered', status, headers: new Headers(), text: JSON.stringify({ statusCode: status, message }) }
}

function open(answers: HttpAnswer[], budget?: CallBudget) {
  const asked: HttpRequest[] = []
  const renewed: string[] = []
  const losses: string[] = []
  const crm = gohighlevelCrm({
    apiUrl: 'https://api.example.com/ghl',
    locationId: 'loc_A',
    tokens: {
      current: async () => ({ kind: 'answered', value: 'tok-1' }),
      renew: async (refused) => {
        renewed.push(refused)
        return { kind: 'answered', value: 'tok-2' }
      },
    },
    http: async (request) => {
      asked.push(request)
      return answers[asked.length - 1] ?? { kind: 'no_answer', code: 'connection_lost' }
    },
    noteLoss: (loss, scope) => losses.push(scope === null ? loss : `${loss} ${scope}`),
    ...(budget ? { budget } : {}),
  })
  return { crm, asked, renewed, losses }
}

describe('an answer after which asking again is of no use', () => {
  const noScope = answered(401, 'The token is not authorized for this scope.')
  const noPlace = answered(403, 'The token does not have access to this location.')

  test('about a scope is told at once: another token would not hold it either', async () => {
    const { crm, asked, renewed, losses } = open([noScope])
    expect(await crm.addNote('con_1', 'x')).toMatchObject({ kind: 'unavailable', code: 'scope_missing' })
    expect([asked.length, renewed, losses]).toEqual([1, [], ['scope_missing contacts.write']])
  })

  test('about the location is believed once a new token has been refused as well', async () => {
    const lost = open([noPlace, noPlace])
    expect(await lost.crm.addNote('con_1', 'x')).toMatchObject({ kind: 'unavailable', code: 'location_gone' })
    expect([lost.asked.length, lost.renewed, lost.losses]).toEqual([2, ['tok-1'], ['location_gone']])
    const kept = open([noPlace, answered(404, 'Contact not found')])
    expect(await kept.crm.addNote('con_1', 'x')).toMatchObject({ kind: 'refused', code: 'http_404' })
    expect(kept.losses).toEqual([])
  })

  test('is none where the words are not GoHighLevel’s', async () => {
    const { crm, losses } = open([{ kind: 'answered', status: 403, headers: new Headers(), text: '<html>' }])
    expect(await crm.addNote('con_1', 'x')).toMatchObject({ kind: 'unavailable', code: 'http_403' })
    expect(losses).toEqual([])
  })
})

describe('the budget that all calls of a location share', () => {
  test('stops a call before it leaves, and says how long to wait', async () => {
    const { crm, asked } = open([], { admit: () => 2_500, heard: () => undefined })
    const outcome = { kind: 'unavailable', code: 'rate_budget_spent', retryAfterMs: 2_500 }
    expect(await crm.addNote('con_1', 'x')).toEqual(outcome)
    expect(asked).toHaveLength(0)
  })

  test('hears of every answer, the refused ones included', async () => {
    const heard: number[] = []
    const budget: CallBudget = { admit: () => 0, heard: ({ status }) => void heard.push(status) }
    const { crm } = open([answered(401, 'Invalid token'), answered(429, 'Too Many Requests')], budget)
    await crm.addNote('con_1', 'x')
    expect(heard).toEqual([401, 429])
  })
})

test('a stage that is gone is refused by a name of its own, so that whoever asked looks again', async () => {
  const { crm } = open([answered(400, 'The pipeline stage id is invalid.')])
  const change = { pipelineRef: 'pip_1', stageRef: 'stg_9', status: 'open' } as const
  expect(await crm.updateOpportunity('opp_1', change)).toMatchObject({ kind: 'refused', code: 'stage_unknown' })
})
