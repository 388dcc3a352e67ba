import { describe, expect, test } from 'vitest'
import { hidesNothing, isOneLine, isPlainName } from './plain-name.ts'

describe('a name', () => {
  test.each([
    '20% off at https://evil.example',
    'Ace https://evil.example/x',
    'Ace evil.com',
    'Ace evil．com',
    'Ace evil dot com',
    'Ace xn--80ak6aa92e.com',
    'Ace 10.0.0.1/x',
    'Ace mailto:x@example.com',
    'Ace 20 percent off',
    'Ace 20 por ciento',
    'Ace ２０％',
    'Drain cleaning $99',
    'Drain cleaning 99 dollars',
    'Ace 50 off',
    'Ace. Reply CANCEL',
    'Ace. Rерly CANCEL',
    'Ace, text STOP',
    'Ace, text us the word CANCEL',
    'Ace, responda CANCELAR',
  ])('that says more than a name does is refused: %s', (name) => {
    expect(isPlainName(name)).toBe(false)
  })

  test.each([
    'Discount Plumbing',
    'Sale Brothers HVAC',
    'One STOP Drains',
    "Mike's Plumbing & Heating",
    'Plomería y Calefacción Hermanos López',
    'Ace “Pro” Plumbing – Drains… & More’s',
    'A.J. Smith Plumbing Co., Inc.',
    'St.Louis Heating',
    'Mr.Drain',
    'J.de la Cruz',
    '24/7 Rooter No.1',
    '4 Seasons A.C. & Heat',
    'Free estimate',
    'Text Electric',
    'Стоп Сантехника',
    '水道修理専門店',
    '🔧🚿 Plumbing',
    'Faucet repair or replacement',
    'Whole-house rewire (200 amp)',
  ])('may be %s', (name) => {
    expect([isPlainName(name), isOneLine(name)]).toEqual([true, true])
  })

  test.each([
    'Ace\nReply CANCEL',
    'Ace\rPlumbing',
    'Ace\tPlumbing',
    'Ace\u2028Plumbing',
    'Ace\u0085Plumbing',
    'Ace\u200bPlumbing',
    'Ace\u200dPlumbing',
    'Ace\u202ePlumbing',
    'Ace\u2066Plumbing',
    'Ace\u00adPlumbing',
    'Ace\u{e0041}Plumbing',
    '\u3164',
  ])('is on one line and hides nothing: %j', (name) => {
    expect(isOneLine(name)).toBe(false)
  })

  test('may be a picture made of several', () => {
    expect(isOneLine('👩🏽‍🔧 Ana ❤️ Drains')).toBe(true)
  })
})

describe('a text of several lines', () => {
  test.each(['On my way.\nFive minutes.\tAna', 'a\r\nb', '👩🏽‍🔧 on the way ❤️', 'Señor, ¿a qué hora?', 'שלום', ''])(
    'shows all that it holds: %j',
    (text) => expect(hidesNothing(text)).toBe(true),
  )

  test.each([
    'pay \u202elatot\u202c',
    'a\u2066b',
    'dis\u200dcount',
    'a\u200bb',
    'a\u00adb',
    'a\u0000b',
    'a\u2028b',
    '\u3164',
  ])('hides something: %j', (text) => expect(hidesNothing(text)).toBe(false))
})
