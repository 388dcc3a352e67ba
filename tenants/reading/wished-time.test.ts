import { expect, test } from 'vitest'
import { describeLocalTime } from '../base/local-time.ts'
import { asksSoonest, readWished } from './wished-time.ts'

const CHICAGO = 'America/Chicago'
/** Monday, 1 June 2026, 10:00 in Chicago. */
const NOW = Date.parse('2026-06-01T15:00:00Z')

test.each([
  ['Friday at 10am', '06-05 10:00'],
  ['actually Friday at 10am instead', '06-05 10:00'],
  ['cancel Thursday, come Friday at 10am', '06-05 10:00'],
  ['cancel Thursday come Friday at 10am', '06-05 10:00'],
  ['I need to cancel thursday and rebook for friday 10am', '06-05 10:00'],
  ["I can't make it Thursday, can we do Friday at 10am?", '06-05 10:00'],
  ["Thursday 2 p.m. doesn't work for me. Friday 10 a.m. would", '06-05 10:00'],
  ['Thursday does not work, Friday 10am', '06-05 10:00'],
  ['not Thursday, Friday at 10', '06-05 10:00'],
  ['cancele el jueves, mejor el viernes a las 10', '06-05 10:00'],
  ['el jueves no me sirve, el viernes a las 10 sí', '06-05 10:00'],
  ['can we move Thursday 2pm to Friday at 10am', '06-05 10:00'],
  ["Thursday doesn't work", null],
  ['el jueves no me conviene', null],
  ['9 is too early', null],
  ['thanks', null],
])('"%s" wishes for %s', (text, expected) => {
  const wish = readWished(text, NOW, CHICAGO)
  expect(wish === undefined ? null : describeLocalTime(CHICAGO, wish.startAt).slice(5)).toBe(expected)
})

test.each([
  ['can someone come asap', true],
  ['please come as soon as you can', true],
  ['the first available appointment', true],
  ['right away please', true],
  ['necesito que venga alguien lo antes posible', true],
  ['venga cuanto antes', true],
  ['can you come now', true],
  ['asap, or tomorrow morning', false],
  ['can someone come tomorrow', false],
  ['I will let you know soon', false],
])('"%s" asks for the soonest: %s', (text, expected) => {
  expect(asksSoonest(text, readWished(text, NOW, CHICAGO))).toBe(expected)
})
