import type { VisitNotice } from './event.ts'
import type { VisitWords } from './words.ts'

export const VISITS_ENGLISH: VisitWords = {
  held: 'Kept a time for the customer until they answer.',
  heldInstead: 'Kept the other time they named instead, until they answer.',
  released: 'The customer did not take the time that was kept, so it is free again.',
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

export const VISIT_REASONS_ENGLISH: Record<VisitNotice, string> = {
  visit_confirmed: 'a visit that is agreed',
  visit_moved: 'a visit that was moved',
  visit_cancelled: 'a visit that was called off',
  visit_cancelled_late: 'a visit that was called off less than a day before',
  visit_refused: 'somebody who found no time that suits',
  visit_unclear: 'a visit whose card was ended in GoHighLevel',
  visit_clash: 'a visit beside which another appointment stands',
  visit_over: 'a visit of which nobody has said whether it was done',
  visit_word: 'words of somebody who has a visit',
  visit_doubted: 'a visit that may be called off',
  visit_opted_out: 'somebody with a visit who wants no more texts',
}

export const VISIT_TEXTS_ENGLISH: Record<string, string> = {
  visit_offer: 'the offer of a time',
  visit_choices: 'the choice of times',
  visit_which: 'the question which time they mean',
  visit_taken: 'the news that the time is gone, with others',
  visit_passed_on: 'the news that no time is kept',
  visit_confirmed: 'the confirmation of the visit',
  visit_moved: 'the new time of the visit',
  visit_cancelled: 'the confirmation that the visit is called off',
  visit_called_off: 'the news that you call off the visit',
  visit_move_offer: 'the offer of another time',
  visit_move_choices: 'the choice of other times',
  visit_stays: 'the news that the visit stays as it is',
  visit_no_other: 'the news that no other time is free',
  visit_reminder: 'the reminder of the visit',
  visit_moved_by_us: 'the news that you moved the visit',
  visit_noted: 'the news that their words are passed on',
  visit_kept: 'the time of the visit',
  visit_off_ask: 'the question whether to call off the visit',
  visit_waits: 'the news that nothing is booked yet',
  visit_let_go: 'the news that no time is kept',
}
