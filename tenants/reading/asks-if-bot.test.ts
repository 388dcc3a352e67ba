import { describe, expect, test } from 'vitest'
import { BOT_QUESTIONS } from '../../tests/support/bot-questions.ts'
import { asksIfBot } from './asks-if-bot.ts'
import { normalise } from './normalise.ts'

describe('whether a machine is writing', () => {
  test.each(BOT_QUESTIONS)('is asked by "%s"', (text) => expect(asksIfBot(normalise(text))).toBe(true))

  test.each([
    'I want to talk to a real person',
    'is this the plumber',
    'are you licensed',
    'send a real plumber please',
    'my robot vacuum broke the pipe',
    'is the estimate free',
    'the machine in the laundry leaks',
    'is it the real price',
    'the computer room is flooded',
    'quiero hablar con una persona',
    'la maquina de lavar no funciona',
    'necesito un presupuesto real',
  ])('is not asked by "%s"', (text) => expect(asksIfBot(normalise(text))).toBe(false))
})
