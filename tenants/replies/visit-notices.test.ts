import { expect, test } from 'vitest'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { composeNotice } from './notice.ts'

const OPTED_OUT = {
  customerName: null,
  customerPhone: '+15125550199',
  wishedAt: Date.UTC(2026, 10, 27, 15, 0),
  lastWords: 'yes',
} as const

test.each([
  ['en', null, /wants no more texts\. They wrote: "yes" The visit on Fri/],
  ['en', 'contact', /is marked "do not disturb" in GoHighLevel\. The visit on Fri/],
  ['en', 'link', /wants no more texts\. The visit on Fri/],
  ['es', 'contact', /tiene "no molestar" en GoHighLevel\. La visita del vie/],
  ['es', 'hand', /no quiere más mensajes\. La visita del vie/],
] as const)('words of a customer are told only where they wrote them (%s, %s)', (language, detail, expected) => {
  const { text } = composeNotice('visit_opted_out', { ...OPTED_OUT, detail }, makeScriptFacts({ language }))
  expect(text).toMatch(expected)
})

test.each([
  ['en', 'blocked', /^Time during the visit with .* on Fri, Nov 27 at 9 AM is blocked in GoHighLevel\. Please move/],
  ['en', null, /^Another appointment stands in GoHighLevel at the time of the visit/],
  ['es', 'blocked', /^En GoHighLevel está bloqueado tiempo de la visita/],
  ['es', null, /^En GoHighLevel hay otra cita/],
] as const)('what stands at the time of a visit is told as what it is (%s, %s)', (language, detail, expected) => {
  const { text } = composeNotice('visit_clash', { ...OPTED_OUT, detail }, makeScriptFacts({ language }))
  expect(text).toMatch(expected)
})
