import { describe, expect, test } from 'vitest'
import type { ModelAnswer, ModelPort } from '../../providers/model-port.ts'
import type { Report } from './causes.ts'
import type { DiagnosticSeen } from './observed.ts'
import { askForReport } from './prompt.ts'

const SEEN: DiagnosticSeen = {
  ...{ findingId: 'fnd_0', observedAt: 0, language: 'en', today: 20_700, matters: [], texts: [], calls: [], spend: [] },
  ...{ changes: [], holidays: [] },
  evidence: {
    ...{ kind: 'price_unbooked', subject: 'Leak repair', since: '2026-11-03', hits: 2, of: 31, usual: 0.382 },
    ...{ factor: 0.2, score: 9.4, isSlow: false, limit: null },
  },
}
const REPORT: Report = {
  since: '2026-11-03',
  written: null,
  causes: [
    {
      ...{ code: 'price', subject: 'Leak repair', share: 0.92, score: 8.1, expected: 11.8, came: 2, of: 31 },
      changedOn: '2026-11-03',
    },
  ],
}

function modelThatWrites(report: unknown): ModelPort {
  return {
    ask: <T>() => {
      const cost = { inputTokens: 1, outputTokens: 1, costMicros: 1, tookMs: 1 }
      return Promise.resolve({
        ok: true,
        value: { report } as T,
        provider: 'openai',
        model: 'm',
        ...cost,
      } as ModelAnswer<T>)
    },
  }
}

describe('a report in a model’s words', () => {
  test.each([
    'Since 3 November 2 of 31 people who heard the price for leak repair booked, where 38.2% is usual. The price changed that day.',
    'The price explains 92% of it: 2 came where about 12 were expected.',
  ])('is shown where every figure stands in the evidence: %s', async (report) => {
    expect(await askForReport(SEEN, REPORT, modelThatWrites(report))).toBe(report)
  })

  test.each([
    ['an invented figure', 'You have lost $4,100 since 3 November because of the price for leak repair.'],
    ['a sum of its own', 'Of 31 people 29 did not book after they heard the price for leak repair.'],
    ['a link', 'The price for leak repair is wrong, see https://example.com for what to do about it.'],
    ['more than anybody reads', `The price for leak repair is wrong. ${'Look at it. '.repeat(80)}`],
  ])('is dropped for %s', async (_what, report) => {
    expect(await askForReport(SEEN, REPORT, modelThatWrites(report))).toBeNull()
  })

  test('is not asked for where nothing was counted, and missed where no model answers', async () => {
    const down: ModelPort = { ask: () => Promise.resolve({ ok: false, reason: 'late', detail: '' }) }
    expect(await askForReport(SEEN, REPORT, down)).toBeNull()
    expect(await askForReport(SEEN, { ...REPORT, causes: [] }, modelThatWrites('It is the price, surely.'))).toBeNull()
  })
})
