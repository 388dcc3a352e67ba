import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { openPipeline } from './pipeline-model.ts'
import { board } from './tenant-model.ts'

const DANA: LeadView = {
  id: 'lea_1',
  customerId: 'cus_1',
  phone: '+15125550147',
  email: null,
  name: 'Dana',
  source: 'missed_call',
  status: 'new',
  wishedAt: null,
  opportunityRef: null,
  revenueMinor: null,
  createdAt: 1,
  updatedAt: 1,
}

/** What the server does when it comes to it, and what it was asked. */
let answer: () => Promise<Response> | Response
let asked: unknown[] = []

beforeEach(() => {
  asked = []
  board.value = { leads: [DANA] } as unknown as BoardView
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit & { body: string }) => {
    asked.push(JSON.parse(init.body))
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

const stageOf = (model: ReturnType<typeof openPipeline>) =>
  model.columns.value.find(({ leads }) => leads.some(({ id }) => id === DANA.id))?.stage

describe('a lead that is moved by hand', () => {
  test('stands in its new column at once and stays there', async () => {
    answer = () => Response.json({ ...DANA, status: 'booked', updatedAt: 2 })
    const model = openPipeline('ten_1')
    const moving = model.move(DANA, 'booked')
    expect(stageOf(model)).toBe('booked')
    expect(await moving).toEqual({ kind: 'moved' })
    expect(stageOf(model)).toBe('booked')
    expect(asked).toEqual([{ status: 'booked', from: 'new' }])
    expect(model.moves.value.size).toBe(0)
  })

  test('goes back, and is pointed out, where the server refuses', async () => {
    answer = () => Response.json({ code: 'lead_moved' }, { status: 409 })
    const model = openPipeline('ten_1')
    expect(await model.move(DANA, 'lost')).toMatchObject({ kind: 'refused', problem: { code: 'lead_moved' } })
    expect(stageOf(model)).toBe('new')
    expect(model.rolledBack.value).toBe(DANA.id)
  })

  test('goes back where there is no connection', async () => {
    answer = () => Promise.reject(new TypeError('network'))
    const model = openPipeline('ten_1')
    expect(await model.move(DANA, 'lost')).toMatchObject({ kind: 'refused', problem: { code: 'offline' } })
    expect(stageOf(model)).toBe('new')
  })

  test('is moved once at a time, and nowhere where it stands already', async () => {
    answer = () => Response.json({ ...DANA, status: 'booked', updatedAt: 2 })
    const model = openPipeline('ten_1')
    const first = model.move(DANA, 'booked')
    expect(await model.move(DANA, 'lost')).toEqual({ kind: 'nothing' })
    expect(await model.move({ ...DANA, id: 'lea_2' }, 'new')).toEqual({ kind: 'nothing' })
    await first
    expect(asked).toHaveLength(1)
  })

  test('carries what the job brought in, and a later event is not undone by the answer', async () => {
    const model = openPipeline('ten_1')
    answer = () => {
      board.value = { leads: [{ ...DANA, status: 'lost', updatedAt: 9 }] } as unknown as BoardView
      return Response.json({ ...DANA, status: 'completed', updatedAt: 2 })
    }
    await model.move(DANA, 'completed', 42_050)
    expect(asked).toEqual([{ status: 'completed', from: 'new', revenueMinor: 42_050 }])
    expect(stageOf(model)).toBe('lost')
  })
})
