import { expect, test } from 'vitest'
import { readReply } from './read-reply.ts'
import { spellTexas } from './texas.ts'

test.each([
  '42 Example Way, Austin TX',
  '42 example way, austin tx',
  '42 EXAMPLE WAY AUSTIN TX',
  '1 Main St, Buda, TX',
  'Buda TX',
  'we are in san antonio tx',
  '12 oak ave marfa tx 79843',
  '2210 elm, marfa tx.',
])('"%s" is a place in Texas, and no wish for silence', (text) => {
  expect(spellTexas(text)).toMatch(/Texas/)
  expect(readReply(text).label).not.toBe('opt_out')
})

test.each(['stop tx', 'Stop TX me', 'No more TX please', 'dont tx me', 'STOP TX', 'quit sending tx', 'no tx please'])(
  '"%s" asks for no more texts',
  (text) => {
    expect(spellTexas(text)).toBe(text)
    expect(readReply(text).label).toBe('opt_out')
  },
)
