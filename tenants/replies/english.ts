import { describeQuotes } from './prices.ts'
import { ADVICE_ENGLISH } from './safety.ts'
import type { Words } from './words.ts'

export const ENGLISH: Words = {
  missedCall: ({ business }) => [
    `${business}: Sorry we missed your call! What do you need help with? ` +
      'This is an automated text. Reply STOP to opt out',
    `${business}: Sorry we missed your call. How can we help? Automated text. Reply STOP to opt out`,
    `${business}: automated text. We missed your call. How can we help? STOP to opt out`,
    `${business} (auto): missed your call. Help? STOP to opt out`,
  ],
  visitCall: (when, { business, owner }) => [
    `${business}: Sorry we missed your call. Is it about your visit${when === null ? '' : ` on ${when}`}? ` +
      `${owner} knows that you called. You can answer here. This is an automated text. Reply STOP to opt out`,
    `${business}: Sorry we missed your call. Is it about your visit? You can answer here. ` +
      'Automated text. Reply STOP to opt out',
    `${business} (auto): missed your call. About your visit? STOP to opt out`,
  ],
  webLead: ({ business }) => [
    `${business}: Thanks for your request! What do you need done, and when would suit you? ` +
      'This is an automated text. Reply STOP to opt out',
    `${business}: Thanks for your request. What do you need done? Automated text. Reply STOP to opt out`,
    `${business}: automated text. Thanks for your request. How can we help? STOP to opt out`,
    `${business} (auto): got your request. Details? STOP to opt out`,
  ],
  priceAnswer: (quotes) => {
    const ask = 'What day and time would suit you for a visit?'
    const terms =
      quotes.length > 1 ? 'These are estimates, confirmed on site.' : 'This is an estimate, confirmed on site.'
    const first = quotes.slice(0, 1)
    const price = first.map((quote) => quote.price).join('')
    return [
      ...[80, 40, 24].map((width) => `${describeQuotes(quotes, width)} ${terms} ${ask}`),
      `${describeQuotes(first, 24)} This is an estimate, confirmed on site. When should we come by?`,
      `${describeQuotes(first, 24)} Estimate, confirmed on site. When?`,
      `${describeQuotes(first, 0)} Estimate, confirmed on site. When?`,
      `Est. ${price}. When?`,
    ]
  },
  priceAskService: (services) => {
    const [first, ...others] = services
    if (first === undefined) return ['Happy to give you a price. Which job is it for?', 'Which job needs a price?']
    const list = others.length === 0 ? first : services.join(', ')
    return [
      `Happy to give you a price. Which job is it for: ${list}${others.length === 0 ? '' : ','} or something else?`,
      'Happy to give you a price. Which job is it for?',
      'Which job needs a price?',
    ]
  },
  bookingReceived: (when, { owner, phone }) => {
    if (when === null) {
      return [
        `Thanks! ${owner} has your request and will get back to you to confirm a time. ` +
          `What day and time suit you best? If it's urgent, call ${phone}.`,
        `Thanks! We have your request and will confirm a time with you. What day suits you? Urgent? Call ${phone}.`,
        `Thanks, we have your request. What day suits you? Urgent? Call ${phone}.`,
        "Thanks, we'll confirm a time.",
      ]
    }
    return [
      `Thanks! ${owner} has your request for ${when} and will get back to you to confirm the time. ` +
        `If it's urgent, call ${phone}.`,
      `Thanks! We have your request for ${when} and will confirm the time with you. Urgent? Call ${phone}.`,
      `Thanks! Your request: ${when}. We will confirm a time. Urgent? Call ${phone}.`,
      `Thanks, we'll confirm a time. Urgent? Call ${phone}.`,
      "Thanks, we'll confirm a time.",
    ]
  },
  questionReceived: ({ owner, phone }) => [
    `Thanks for your message. ${owner} has it and will get back to you. If it's urgent, call ${phone}.`,
    `Thanks, we have your message and will get back to you. Urgent? Call ${phone}.`,
    "Thanks, we'll get back to you.",
  ],
  emergency: (danger, { phone }) => {
    const [advice, brief, words] = ADVICE_ENGLISH[danger]
    return [
      `${advice} Whoever is on call is being alerted. You can also call ${phone}.`,
      `${advice} Whoever is on call is being alerted.`,
      advice,
      `${brief} We are being alerted.`,
      brief,
      words,
    ]
  },
  emergencySeen: (by, { business, phone }) => [
    ...(by === null ? [] : [`${by} has seen your message and will call you. In danger? Do not wait: call 911.`]),
    `${business} has seen your message and will call you. In danger? Do not wait: call 911.`,
    'Your message has been seen and we will call you. In danger? Call 911.',
    `Seen. You can call ${phone}. In danger? Call 911.`,
    'Seen. In danger? Call 911.',
  ],
  emergencyUnanswered: (isLifeThreatening, { phone }) =>
    isLifeThreatening
      ? [
          `We could not reach anyone yet. Do not wait for us: stay outside and call 911. You can also try ${phone}.`,
          'We could not reach anyone yet. Do not wait for us: stay outside and call 911.',
          'Nobody yet. Call 911.',
        ]
      : [
          `We could not reach anyone yet. If it cannot wait, call another plumber or electrician now, ` +
            `or 911 if anyone is in danger. You can also try ${phone}.`,
          'We could not reach anyone yet. If it cannot wait, call somebody else now, or 911 if anyone is in danger.',
          'Nobody yet. Call others.',
        ],
  bot: ({ business, owner }) => [
    `You're texting with the automated assistant of ${business}. ${owner} reads these messages too. ` +
      'Would you like a call back?',
    `You're texting with the automated assistant of ${business}. Would you like a call back?`,
    `${business}: automated assistant. Want a call?`,
  ],
  help: ({ business, phone, email }) => [
    `${business}: for help call ${phone} or write to ${email}. ` +
      'Msg & data rates may apply. Msg frequency varies. Reply STOP to opt out',
    `${business}: for help call ${phone}. Msg & data rates may apply. Msg frequency varies. Reply STOP to opt out`,
    `${business}: help at ${phone}. Msg & data rates may apply, frequency varies. STOP to opt out`,
    `${business}: help at ${phone}. STOP to opt out`,
  ],
  optOut: ({ business }) => [
    `${business}: You are unsubscribed and will get no more messages. Reply START to return.`,
    `${business}: unsubscribed, no more messages. START to return.`,
  ],
  frameFirst: (body, { business }) => [
    `Automated reply from ${business}: ${body} Reply STOP to opt out`,
    `${business} (auto): ${body} Reply STOP to opt out`,
    `${business} (auto): ${body} STOP to opt out`,
    `${business}, auto: ${body} Opt out: STOP`,
  ],
  frameFirstEmergency: (body, { business }) => [
    `${body} - ${business}, automated text. Reply STOP to opt out`,
    `${body} - ${business} (auto). STOP to opt out`,
    `${body} - ${business}, auto. Opt out: STOP`,
  ],
  addOptOut: (body) => [`${body} Reply STOP to opt out`, `${body} STOP to opt out`],
}
