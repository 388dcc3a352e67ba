import { describe, expect, test } from 'vitest'
import { asksIfBot } from './asks-if-bot.ts'
import { normalise } from './normalise.ts'

describe('whether a machine is writing', () => {
  test.each([
    'are you a bot',
    'Is this a robot?',
    'am i talking to a real person',
    'is this automated?',
    'r u human',
    'you chatgpt?',
    'is it AI or a person',
    'eres un robot?',
    '¿Es una persona real?',
  ])('is asked by "%s"', (text) => expect(asksIfBot(normalise(text))).toBe(true))

  test.each([
    'I want to talk to a real person',
    'is this the plumber',
    'are you licensed',
    'send a real plumber please',
    'my robot vacuum broke the pipe',
    'is the estimate free',
  ])('is not asked by "%s"', (text) => expect(asksIfBot(normalise(text))).toBe(false))
})
