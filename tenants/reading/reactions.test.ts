import { describe, expect, test } from 'vitest'
import { isReaction } from './reactions.ts'

describe('a reaction to our text', () => {
  test.each([
    'Liked “We can come tomorrow. Reply STOP to opt out”',
    'Loved "Thanks!"',
    'Disliked “Stop by anytime”',
    'Laughed at “No leak is too small”',
    'Emphasized “See you at 9”',
    'Questioned “Can we come at 9?”',
    'Liked an image',
    'Removed a heart from “See you at 9”',
    'Reacted 👍 to “See you tomorrow”',
    'Reaccionó con ❤️ a “Hasta mañana”',
    'Le gustó “Hasta mañana”',
    '\u200A👍\u200A to “ On our way ”',
  ])('is known by its shape: %s', (text) => expect(isReaction(text)).toBe(true))
})

describe('words of the customer', () => {
  test.each([
    'liked your work, can you come again',
    'I loved it',
    '👍',
    'Stop “texting” me',
    'removed the old heater from the garage',
    'my wife liked "the blue one"',
  ])('are no reaction: %s', (text) => expect(isReaction(text)).toBe(false))
})
