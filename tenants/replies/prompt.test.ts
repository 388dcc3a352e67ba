import { describe, expect, test } from 'vitest'
import { guardFacts } from '../../tests/support/guard-facts.ts'
import { HOSTILE_DRAFTS } from '../../tests/support/hostile-drafts.ts'
import { HOSTILE_WORDS } from '../../tests/support/hostile-words.ts'
import { HOSTILE_SPANISH } from '../../tests/support/other-drafts.ts'
import { guardDraft } from './guard.ts'
import { answerInstructions, answerTurns, type AnswerMatter, type Said } from './prompt.ts'

const NOW = Date.UTC(2026, 10, 25, 18)
const MINUTE = 60_000

function matter(over: Partial<AnswerMatter> = {}): AnswerMatter {
  return { facts: guardFacts(), currency: 'USD', conversation: [], memories: [], now: NOW, ...over }
}

const block = (made: AnswerMatter, name: string) => answerTurns(made)[0]?.data?.find((one) => one.name === name)?.text
const says = (text: string, minutesAgo: number, by: Said['by'] = 'customer'): Said => {
  return { by, channel: 'sms', text, at: NOW - minutesAgo * MINUTE }
}

describe('what a model is told', () => {
  test('holds the business, its prices and the times that are free', () => {
    expect(block(matter(), 'price_list')).toBe(
      'Drain cleaning: $89-$189 per job\nWater heater repair: $179-$463 per job',
    )
    expect(block(matter(), 'free_times')).toBe('Thu, Nov 26 at 9 AM\nFri, Nov 27 at 1 PM')
    expect(block(matter(), 'business')).toMatch(/opening hours: monday: 8 AM-5 PM;.*sunday: closed/)
  })

  test('says what there is none of', () => {
    const bare = matter({ facts: guardFacts({ priceBook: [], slots: [] }) })
    for (const name of ['price_list', 'free_times', 'memory', 'conversation']) expect(block(bare, name)).toBe('none')
  })

  test('puts all that came since our last word together, as one thing to answer', () => {
    const talk = [says('Sorry we missed you', 9, 'business'), says('hi', 2), says('do you fix tankless ones?', 1)]
    expect(block(matter({ conversation: talk }), 'customer_message')).toBe('hi\ndo you fix tankless ones?')
    expect(block(matter({ conversation: talk }), 'conversation')).toBe('business (sms, 9 min ago): Sorry we missed you')
  })

  test('keeps the end of a long conversation, and what is known with its source and age', () => {
    const talk = Array.from({ length: 60 }, (_, at) => says(`${at} ${'word '.repeat(40)}`, 60 - at, 'business'))
    const told = block(matter({ conversation: talk }), 'conversation') ?? ''
    expect(told.length).toBeLessThanOrEqual(5_000)
    expect(told).toContain('): 59 word')
    expect(told).not.toContain('): 0 word')
    const memories = [{ text: 'Has two boilers', source: 'a job', createdAt: NOW - 3 * 1_440 * MINUTE }]
    expect(block(matter({ memories }), 'memory')).toBe('Has two boilers (from a job, 3 days ago)')
  })

  test.each(
    [...Object.values({ ...HOSTILE_DRAFTS, ...HOSTILE_WORDS }).flat(), ...HOSTILE_SPANISH].filter(
      (words) => words.trim() !== '',
    ),
  )('never holds what a customer writes in its instructions: %s', (words) => {
    const facts = guardFacts({ customerName: words })
    const made = matter({
      facts,
      conversation: [says(words, 1)],
      memories: [{ text: words, source: words, createdAt: NOW }],
    })
    const [turn, ...more] = answerTurns(made)
    expect(more).toEqual([])
    expect(turn?.text).toBe('Draft the answer to customer_message.')
    expect(block(made, 'customer_message')).toBe(words.slice(0, 600))
    expect(block(made, 'customer_name')).toBe(words)
    expect(answerInstructions('en')).not.toContain(words)
  })

  test('may not be told to anybody', () => {
    const facts = guardFacts({ instructions: answerInstructions('en') })
    const [first = ''] = answerInstructions('en').split('\n')
    expect(guardDraft(first, facts)).toMatchObject({ kind: 'stopped', code: 'leak' })
  })
})
