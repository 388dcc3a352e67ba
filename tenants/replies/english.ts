import { describeQuotes } from './prices.ts'
import type { Danger, Words } from './words.ts'

/** What to do first, in full, in brief and in a few words. */
const ADVICE: Record<Danger, [string, string, string]> = {
  gas: [
    'Leave the building now. Do not switch anything on or off. Once outside, call 911 and your gas company.',
    'Leave the building now. From outside, call 911 and your gas company.',
    'Get out now, then call 911.',
  ],
  carbon_monoxide: [
    'Get everyone outside into fresh air now and call 911. Do not go back in.',
    'Get everyone outside into fresh air now and call 911.',
    'Get out now, then call 911.',
  ],
  electrical: [
    'Do not touch it and keep away. Switch off the main breaker only if you can do it safely. ' +
      'If you see fire or smoke, get out and call 911.',
    'Do not touch it. If you see fire or smoke, get out and call 911.',
    "Don't touch. Fire? Call 911.",
  ],
  fire: [
    'Get everyone out now and call 911 from outside. Do not go back in.',
    'Get everyone out now and call 911 from outside.',
    'Get out now, then call 911.',
  ],
  flooding: [
    'Shut off the main water valve if you can reach it safely. ' +
      'Stay away from outlets and anything electric that is wet.',
    'Shut off the main water valve. Stay away from anything electric.',
    'Shut off the main water valve.',
  ],
  other: [
    'If anyone is in danger, get out and call 911 now.',
    'If anyone is in danger, get out and call 911 now.',
    'In danger? Get out, call 911.',
  ],
}

export const ENGLISH: Words = {
  missedCall: ({ business }) => [
    `${business}: Sorry we missed your call! What do you need help with? ` +
      'This is an automated text. Reply STOP to opt out',
    `${business}: Sorry we missed your call. How can we help? Automated text. Reply STOP to opt out`,
    `${business}: automated text. We missed your call. How can we help? STOP to opt out`,
    `${business} (auto): missed your call. Help? STOP to opt out`,
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
  emergency: (danger, { owner, phone }) => {
    const [advice, brief, words] = ADVICE[danger]
    return [
      `${advice} ${owner} is being alerted. You can also call ${phone}.`,
      `${advice} ${owner} is being alerted.`,
      advice,
      `${brief} We are being alerted.`,
      brief,
      words,
    ]
  },
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
    `${business}: ${body} Reply STOP to opt out`,
    `${business}: ${body} STOP to opt out`,
  ],
  frameFirstEmergency: (body, { business }) => [
    `${body} - ${business}, automated text. Reply STOP to opt out`,
    `${body} ${business}. STOP to opt out`,
  ],
  addOptOut: (body) => [`${body} Reply STOP to opt out`, `${body} STOP to opt out`],
}
