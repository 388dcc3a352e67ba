import type { AfterWords } from './after-words.ts'

function months(count: number): string {
  return count === 1 ? '1 month' : `${count} months`
}

export const AFTER_ENGLISH: AfterWords = {
  reviewRequest: (link) => [
    `Thank you for having us! Would you tell others how it went? It takes a minute: ${link}`,
    `Thank you for having us! Would you tell others how it went? ${link}`,
    `How did it go? ${link}`,
  ],
  reviewThanks: ({ business }) => [`Thank you for your kind words! ${business}`, 'Thank you for your kind words!'],
  complaintReceived: ({ owner, phone }) => [
    `We are sorry to hear that. ${owner} has your message and will get back to you. If it's urgent, call ${phone}.`,
    `We are sorry to hear that. We have your message and will get back to you. Urgent? Call ${phone}.`,
    "We're sorry. We'll get back to you.",
  ],
  amcOffer: (plan) => [
    `Would you like scheduled maintenance? ${plan.name}: ${plan.holds}, ${plan.price} for ${months(plan.months)}. ` +
      'Reply YES and we text you the terms; that binds you to nothing.',
    `${plan.name}: ${plan.holds}, ${plan.price} for ${months(plan.months)}. Reply YES to read the terms.`,
    `${plan.name}, ${plan.price} for ${months(plan.months)}. YES: read the terms.`,
  ],
  amcTerms: (plan) => {
    const term = months(plan.months)
    const what = `${plan.name}: ${plan.holds}. ${plan.price} for ${term}.`
    if (!plan.renewsByItself)
      return [`${what} It ends after ${term} and does not renew by itself. To agree to these terms, reply YES.`]
    return [
      `${what} It renews by itself for ${term} at a time until you end it; we remind you before. ` +
        'To end it, text NO RENEWAL at any time. To agree to these terms and the renewal, reply YES.',
      `${what} Renews by itself every ${term} until you end it: text NO RENEWAL. To agree to that, reply YES.`,
    ]
  },
  amcAgree: (plan) => [
    `Glad to hear it. To agree to the terms of ${plan.name} that we texted you, reply YES. If not, reply NO.`,
    'To agree to the terms that we texted you, reply YES.',
  ],
  amcDetails: (plan) => {
    const what = `${plan.name}: ${plan.holds}, ${plan.price} for ${months(plan.months)}, until ${plan.renewsOn}.`
    return plan.renewsByItself
      ? [
          `${what} It then renews for ${months(plan.months)}; we remind you before. ` +
            'To end it, text NO RENEWAL at any time.',
          `${plan.name}, ${plan.price}, renews ${plan.renewsOn}. To end it: text NO RENEWAL.`,
        ]
      : [`${what} It does not renew by itself.`, `${plan.name}, ${plan.price}, until ${plan.renewsOn}.`]
  },
  amcEnrolled: (plan) =>
    plan.renewsByItself
      ? [
          `You agreed to ${plan.name}: ${plan.price}, until ${plan.renewsOn}. It then renews for ` +
            `${months(plan.months)}; we remind you before. To end it, text NO RENEWAL at any time.`,
          `You agreed to ${plan.name}, ${plan.price}. Renews ${plan.renewsOn}. To end it: text NO RENEWAL.`,
        ]
      : [
          `You agreed to ${plan.name}: ${plan.price}, until ${plan.renewsOn}. It does not renew by itself.`,
          `You agreed to ${plan.name}, ${plan.price}, until ${plan.renewsOn}.`,
        ],
  amcReminder: (plan) => {
    const was = plan.oldPrice === null ? '' : ` (until now ${plan.oldPrice})`
    return plan.renewsByItself
      ? [
          `${plan.name} renews on ${plan.renewsOn} for ${months(plan.months)} at ${plan.price}${was}. ` +
            'If you want no renewal, text NO RENEWAL before that day. Otherwise you need not do anything.',
          `${plan.name} renews ${plan.renewsOn} at ${plan.price}${was}. To end it: text NO RENEWAL.`,
        ]
      : [
          `${plan.name} ends on ${plan.renewsOn} and does not renew by itself. For ${months(plan.months)} more ` +
            `(${plan.holds}) at ${plan.price}${was}, which end by themselves again, reply YES. If not, reply NO.`,
          `${plan.name} ends on ${plan.renewsOn}. ${months(plan.months)} more at ${plan.price}${was}, no renewal ` +
            'by itself: reply YES. If not: NO.',
        ]
  },
  amcMore: (plan) => {
    const was = plan.oldPrice === null ? '' : ` (until now ${plan.oldPrice})`
    return [
      `${months(plan.months)} more of ${plan.name} from ${plan.renewsOn}: ${plan.holds}, ${plan.price}${was}. ` +
        'It does not renew by itself. To agree to that, reply YES. If not, reply NO.',
      `${months(plan.months)} more of ${plan.name} at ${plan.price}${was}, no renewal by itself. To agree, reply YES.`,
    ]
  },
  amcExtended: (plan) => [
    `You agreed to ${months(plan.months)} more of ${plan.name}: ${plan.price}, until ${plan.renewsOn}. ` +
      'It does not renew by itself.',
    `You agreed to ${plan.name}, ${plan.price}, until ${plan.renewsOn}.`,
  ],
  amcCancelled: (plan, { phone }) => [
    `Done: ${plan.name} does not renew, and you are billed no more for it. ` +
      `About visits you have paid for, call ${phone}.`,
    `Done: ${plan.name} does not renew. Questions? Call ${phone}.`,
    'Done: your plan does not renew.',
  ],
  reengage: () => [
    'It has been a while since we were at your place. Does anything need a look? Just reply, and we find a time.',
    'It has been a while. Does anything need a look? Just reply.',
  ],
  frame: (body, { business }, licence) => {
    const lic = licence === '' ? '' : ` ${licence}.`
    return [
      `${business}, automated text: ${body}${lic} Reply STOP to opt out`,
      `${business} (auto): ${body}${lic} STOP to opt out`,
    ]
  },
}
