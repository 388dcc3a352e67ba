import { expect, test } from 'vitest'
import { describeConflict } from './conflict-words.ts'

const NAMES = { quoted: 'quoted', completed: 'completed', lost: 'lost' }
const lead = { what: 'lead', ours: 'completed:45050', theirs: 'lost' } as const
const visit = { what: 'visit', ours: '2026-11-24T16:00:00.000Z', theirs: 'cancelled' } as const

test.each([
  ['en', { ...lead, winner: 'ours' }, 'Pat was moved to completed here and to lost in GoHighLevel. Shoulder’s counts'],
  ['en', { ...lead, winner: 'theirs' }, 'GoHighLevel’s counts'],
  ['es', { ...lead, winner: 'ours' }, 'Pat pasó a completed aquí y a lost en GoHighLevel. Cuenta lo de Shoulder'],
  ['en', { ...visit, winner: 'ours' }, 'The visit of Pat is at another time here and called off in GoHighLevel. Ours'],
  ['es', { ...visit, winner: 'theirs' }, 'está a otra hora aquí y cancelada en GoHighLevel. Cuenta la de allí'],
  ['en', { ...visit, what: 'entry', winner: 'ours' }, 'at a time that is taken here'],
  ['es', { ...visit, what: 'entry', winner: 'ours' }, 'a una hora que aquí está ocupada'],
  ['en', { ...visit, what: 'calendar', winner: 'ours' }, 'Both stay'],
  ['es', { ...visit, what: 'calendar', winner: 'ours' }, 'Las dos siguen'],
  ['en', { ...visit, what: 'doubled_visits', winner: 'ours' }, 'each had a visit. Keep one'],
  ['es', { ...visit, what: 'doubled_visits', winner: 'ours' }, 'cada uno tenía una visita'],
  ['en', { ...visit, what: 'doubled_plans', winner: 'ours' }, 'each had a maintenance plan'],
  ['es', { ...visit, what: 'doubled_plans', winner: 'ours' }, 'cada uno tenía un plan'],
  ['en', { ...visit, what: 'blocked', winner: 'ours' }, 'is blocked in GoHighLevel'],
  ['es', { ...visit, what: 'blocked', winner: 'ours' }, 'está bloqueado'],
  ['en', { what: 'texts', ours: 'no', theirs: 'yes', winner: 'ours' }, 'They stay opted out'],
  ['es', { what: 'texts', ours: 'no', theirs: 'yes', winner: 'ours' }, 'hasta que escriba START'],
  [
    'en',
    { what: 'phone', ours: '0101', theirs: '0102', winner: 'ours' },
    '…0102, which is another customer’s. …0101 stays',
  ],
  ['es', { what: 'phone', ours: '0101', theirs: '0102', winner: 'ours' }, '…0102, que es de otro cliente. Sigue …0101'],
  [
    'en',
    { what: 'address', ours: '1 Oak', theirs: '2 Elm', winner: 'theirs' },
    'is 1 Oak here and 2 Elm in GoHighLevel',
  ],
  ['es', { what: 'address', ours: '1 Oak', theirs: '2 Elm', winner: 'ours' }, 'es 1 Oak aquí y 2 Elm en GoHighLevel'],
  ['en', { what: 'card', ours: '', theirs: 'lost', winner: 'ours' }, 'was set to lost in GoHighLevel, and their visit'],
  ['es', { what: 'card', ours: '', theirs: 'lost', winner: 'ours' }, 'pasó a perdida en GoHighLevel, y la visita'],
] as const)('%s %j: %s', (language, told, words) => {
  expect(describeConflict(told, 'Pat', NAMES, language)).toContain(words)
})
