import type { VisitWords } from './words.ts'

export const VISITS_ENGLISH: VisitWords = {
  held: 'Kept a time for the customer until they answer.',
  confirmed: {
    text: 'The customer agreed to the visit.',
    page: 'The customer agreed to the visit on its page.',
    board: 'You agreed on the visit.',
    crm: 'The visit was agreed on in GoHighLevel.',
    expiry: 'The visit stands.',
    erasure: 'The visit stands.',
  },
  moved: {
    text: 'The customer moved the visit.',
    page: 'The customer moved the visit on its page.',
    board: 'You moved the visit.',
    crm: 'The visit was moved in GoHighLevel.',
    expiry: 'The visit was moved.',
    erasure: 'The visit was moved.',
  },
  cancelled: {
    text: 'The customer cancelled the visit.',
    page: 'The customer cancelled the visit on its page.',
    board: 'You cancelled the visit.',
    crm: 'The visit was cancelled in GoHighLevel.',
    expiry: 'Nobody answered in time, so the time that was kept is free again.',
    erasure: 'The visit was cancelled, since the customer asked to be erased.',
  },
  completed: 'The visit is done.',
  noShow: 'Nobody was there for the visit.',
  isOver: (who) => `The visit to ${who} is over. Was it done?`,
}
