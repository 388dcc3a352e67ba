import type { VisitTexts } from './visit-words.ts'

const withFee = (fee: string) => (fee === '' ? '' : ` An extra fee of ${fee} applies.`)
const change = (link: string) =>
  link === '' ? ' Reply CHANGE to change it.' : ` Details: ${link} To change it reply CHANGE.`

export const VISIT_ENGLISH: VisitTexts = {
  visit_offer: ({ offer, fee }) => [
    `${offer} is free.${withFee(fee)} Reply YES to take it, or tell us another day and time.`,
    `${offer} is free.${withFee(fee)} Reply YES to take it.`,
    `${offer}?${withFee(fee)} Reply YES.`,
  ],
  visit_choices: ({ list, missed }) => [
    `${missed}These times are free: ${list}. Reply with the number that suits you, or tell us another day and time.`,
    `${missed}Free: ${list}. Reply with a number.`,
    `Free: ${list}. Reply with a number.`,
  ],
  visit_which: ({ list }) => [`Which one do you mean? ${list}. Reply with its number.`, `Which? ${list}.`],
  visit_taken: ({ list }) => [
    `Sorry, that time is not free any more. These are: ${list}. Reply with the number that suits you.`,
    `That one is gone. Free: ${list}. Reply with a number.`,
  ],
  visit_passed_on: ({ owner }) => [
    `No problem, no time is kept for you. ${owner} has your message and will get back to you. ` +
      'You can also reply with a day and time that suits you.',
    'No problem, no time is kept for you. We have your message. Which day and time would suit you?',
    'No time is kept. Which day suits you?',
  ],
  visit_confirmed: ({ business, span, fee, link }) => [
    `Thank you! Your visit from ${business} is set: ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is set: ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is set: ${span}.${withFee(fee)} Reply CHANGE to change it.`,
    `Your visit is set: ${span}.${withFee(fee)}`,
  ],
  visit_moved: ({ business, span, fee, link }) => [
    `Done. Your visit from ${business} is now ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is now ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is now ${span}.${withFee(fee)} Reply CHANGE to change it.`,
    `Your visit is now ${span}.${withFee(fee)}`,
  ],
  visit_cancelled: ({ when, other }) =>
    other === ''
      ? [
          `Your visit on ${when} is called off, thanks for telling us. If you want another, reply with a day and time.`,
          `Your visit on ${when} is called off.`,
        ]
      : [
          `Your visit on ${when} is called off, thanks for telling us. Your other visit stands: ${other}.`,
          `Your visit on ${when} is called off. The other stands: ${other}.`,
        ],
  visit_called_off: ({ business, when, phone, other }) => [
    ...(other === ''
      ? []
      : [
          `${business}: sorry, we cannot make your visit on ${when}. Your other visit stands: ${other}. Questions? Call ${phone}.`,
          `Sorry, your visit on ${when} is called off. The other stands: ${other}.`,
        ]),
    `${business}: sorry, we cannot make your visit on ${when}. ` +
      `Reply with a day and time that suits you for another, or call ${phone}.`,
    `Sorry, we cannot make your visit on ${when}. Reply with another day and time, or call ${phone}.`,
    `Sorry, your visit on ${when} is called off.`,
  ],
  visit_move_offer: ({ offer, when, fee }) => [
    `${offer} is free.${withFee(fee)} Reply YES to move your visit there. Until then it stays on ${when}.`,
    `${offer} is free.${withFee(fee)} Reply YES to move your visit.`,
  ],
  visit_move_choices: ({ list, when, missed }) => [
    `${missed}Your visit stays on ${when} for now. These times are free: ${list}. ` +
      'Reply with a number to move it there, or tell us another day and time.',
    `To move your visit reply with a number: ${list}.`,
  ],
  visit_stays: ({ span }) => [`All right, your visit stays as it is: ${span}.`, `Your visit stays: ${span}.`],
  visit_no_other: ({ owner, when }) => [
    `We found no other free time. Your visit stays on ${when} for now. ` +
      `${owner} has your message and will get back to you.`,
    `We found no other free time. Your visit stays on ${when} for now.`,
  ],
  visit_reminder: ({ business, span, fee, link }) => [
    `${business}: a reminder of your visit, ${span}.${withFee(fee)}${change(link)}`,
    `A reminder of your visit, ${span}.${withFee(fee)}${change(link)}`,
    `A reminder of your visit, ${span}.${withFee(fee)} Reply CHANGE to change it.`,
    `A reminder of your visit, ${span}.${withFee(fee)}`,
  ],
  visit_moved_by_us: ({ business, span, fee, link }) => [
    `${business}: your visit has been moved to ${span}.${withFee(fee)}${change(link)}`,
    `We moved your visit to ${span}.${withFee(fee)}${change(link)}`,
    `We moved your visit to ${span}.${withFee(fee)} Reply CHANGE to change it.`,
    `We moved your visit to ${span}.${withFee(fee)}`,
  ],
  visit_noted: ({ owner, span }) => [
    `Thank you, ${owner} has your message. Your visit stands: ${span}.`,
    `Thank you, we have your message. Your visit stands: ${span}.`,
    `Thank you. Your visit stands: ${span}.`,
  ],
  visit_kept: ({ business, span, fee, link }) => [
    `Your visit from ${business} is set for ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is set for ${span}.${withFee(fee)}${change(link)}`,
    `Your visit is set for ${span}.${withFee(fee)} Reply CHANGE to change it.`,
    `Your visit is set for ${span}.${withFee(fee)}`,
  ],
  visit_off_ask: ({ when }) => [
    `Do you not need the visit on ${when} any more? Reply YES and we cancel it. Until then it stands.`,
    `Cancel the visit on ${when}? Reply YES. Until then it stands.`,
  ],
  visit_waits: ({ offer, list, isOne, fee }) =>
    isOne
      ? [
          `Not booked yet: ${offer} is still open.${withFee(fee)} Reply YES to take it, or tell us another day and time.`,
          `Not booked yet: ${offer}.${withFee(fee)} Reply YES to take it.`,
        ]
      : [
          `Not booked yet. These times were free: ${list}. Reply with a number to take one.`,
          `Not booked yet: ${list}. Reply with a number.`,
        ],
  visit_let_go: () => ['No problem, no time is kept for you. If you need us again, just reply.'],
}
