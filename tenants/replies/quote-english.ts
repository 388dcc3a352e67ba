import type { QuoteWords } from './quote-words.ts'

export const QUOTE_ENGLISH: QuoteWords = {
  askWhat: ['Happy to give you an estimate. What exactly needs to be done?', 'What exactly needs to be done?'],
  askWhere: ({ owner }) => [
    `Thanks. ${owner} will work out a price for you. What is the address of the job?`,
    'Thanks. We will work out a price for you. What is the address of the job?',
    'Where is the job?',
  ],
  askWhen: [
    'Got it. How soon do you need it? If you can, send a photo as well: it makes the estimate better.',
    'Got it. How soon do you need it?',
    'How soon?',
  ],
  passedOn: ({ owner }) => [
    `Thanks, that is all we need. ${owner} looks at it and an estimate comes by text.`,
    'Thanks, that is all we need. An estimate comes by text.',
    'Thanks, an estimate comes by text.',
  ],
  offer: ({ what, price, license }) => [
    `Estimate${what}: ${price}. It is an estimate, not a binding offer, and is confirmed on site.${license} Shall we go ahead?`,
    `Estimate: ${price}. It is an estimate, not a binding offer, confirmed on site.${license} Shall we go ahead?`,
    `Estimate, not binding: ${price}.${license} Go ahead?`,
  ],
  followup: ({ what, price, license }) => [
    `Just checking in about our estimate${what} (${price}, not binding).${license} Any questions, or shall we go ahead?`,
    `Just checking in about our estimate (${price}, not binding).${license} Shall we go ahead?`,
    `Our estimate: ${price}, not binding.${license} Go ahead?`,
  ],
}
