import type { FoundWords } from './found-words.ts'

export const FOUND_ENGLISH: FoundWords = {
  locale: 'en-US',
  findings: {
    conversion_low: ({ since, hits, of, usual }) =>
      `Fewer enquiries become bookings: ${hits} of ${of} since ${since}, usually ${usual}.`,
    conversion_under_limit: ({ hits, of, usual }) =>
      `Less than a quarter of enquiries was booked over seven days: ${hits} of ${of}, usually ${usual}.`,
    reply_low: ({ subject, since, hits, of, usual }) =>
      `Fewer customers${subject ? ` who get it in ${subject}` : ''} answer the first text: ${hits} of ${of} since ${since}, usually ${usual}.`,
    price_unbooked: ({ subject, since, hits, of, usual }) =>
      `Hardly anybody books after a price${subject ? ` for ${subject}` : ''}: ${hits} of ${of} since ${since}, usually ${usual}.`,
    price_slip: ({ subject, since, now, usual }) =>
      `The price${subject ? ` for ${subject}` : ''} changed from ${usual} to ${now} on ${since}, which looks like a slip.`,
    delivery_failing: ({ since, hits, of, usual }) =>
      `More texts do not arrive: ${hits} of ${of} since ${since}, usually ${usual}.`,
    opt_outs_high: ({ since, hits, of, usual }) =>
      `More customers opt out of texts: ${hits} of ${of} since ${since}, usually ${usual}.`,
    texts_late: ({ since, hits, of, usual }) =>
      `More first texts are late: ${hits} of ${of} since ${since}, usually ${usual}.`,
    answers_late: ({ since, hits, of, usual }) =>
      `More answers are late: ${hits} of ${of} since ${since}, usually ${usual}.`,
    own_answers_slow: ({ since, now, usual }) =>
      `Customers wait longer for your own answers: about ${now} minutes since ${since}, usually ${usual}.`,
    calls_silent: ({ since, hits, of }) =>
      `Hardly any missed calls arrive: ${hits} since ${since}, where about ${of} are usual.`,
    cpl_high: ({ subject, since, hits, of, usual }) =>
      `Ads${subject ? ` of ${subject}` : ''} bring fewer leads for the money: ${hits} since ${since}, where ${of} are usual at ${usual} a lead.`,
    cpl_over_limit: ({ hits, now }) =>
      `A lead has cost more than $30 on three days in a row: ${hits} leads for ${now}.`,
    spend_high: ({ since, now, usual }) =>
      `Ads cost more than usual: ${now} since ${since}, where ${usual} a day is usual.`,
    ads_lost: ({ since }) => `Google Ads has not let Shoulder in since ${since}. Your ads run on unwatched.`,
  },
  causes: {
    price: ({ subject, came, of, expected }) =>
      `The price told for ${subject}: ${came} of ${of} who heard it booked, about ${expected} were to be expected.`,
    price_slip: ({ subject }) => `A digit too many, too few or swapped in the price for ${subject}.`,
    script: ({ subject, came, of, expected }) =>
      `${capital(subject)}: ${came} of ${of} customers went on, about ${expected} were to be expected.`,
    delivery: ({ subject, came, of }) => `Texts that do not arrive, because ${subject}: ${came} of ${of}.`,
    late_answers: ({ came, of }) => `Answers that come late: ${came} of ${of}.`,
    late_texts: ({ came, of }) => `First texts that come late: ${came} of ${of}.`,
    no_calls: ({ subject, came, expected }) =>
      `Calls${subject ? ` ${subject}` : ''} do not arrive: ${came}, about ${expected} were to be expected. The forwarding or the number may be off.`,
    campaign: ({ subject, came, expected }) =>
      `The campaign ${subject}: ${came} came of it, about ${expected} were to be expected.`,
    ads_lost: () => 'Google took back the permission, or the login ended.',
    setting: ({ subject }) => `${capital(subject)} changed just then.`,
    segment: ({ subject, came, of, expected }) =>
      `It shows most ${subject}: ${came} of ${of}, about ${expected} were to be expected.`,
    everywhere: ({ came, of, expected }) =>
      `It is the same everywhere, and nothing that changed explains it: ${came} of ${of}, about ${expected} were to be expected.`,
  },
  explains: (share) => `It explains ${share} of the change.`,
  changed: (day) => `It was changed on ${day}.`,
  likeliest: (cause) => `Most likely: ${cause}`,
  noCause: 'Nothing that was counted explains it.',
  settings: {
    openingHours: 'your opening hours',
    schedule: 'your schedule',
    texting: 'the number or provider of your texts',
    smsNumber: 'your number',
    primaryPhone: 'your phone',
    voice: 'what callers hear',
    gohighlevel: 'the connection to GoHighLevel',
    businessName: 'your business name',
  },
  otherSetting: 'a setting',
  parts: {
    hour: (value) => `in the ${value}`,
    weekday: (value) => `on ${value}`,
    language: (value) => `with customers who write ${value}`,
    line: () => 'with landlines',
    area: (value) => `with numbers of the area code ${value.replace('+1', '')}`,
    source: (value) => `with ${value}`,
    campaign: (value) => `in the campaign ${value}`,
    customer: (value) => `with ${value}`,
    service: (value) => `for ${value}`,
    template: (value) => `in ${value}`,
    via: (value) => `by ${value}`,
  },
  values: {
    ...{ night: 'night', morning: 'morning', afternoon: 'afternoon', evening: 'evening' },
    ...{ sunday: 'Sundays', monday: 'Mondays', tuesday: 'Tuesdays', wednesday: 'Wednesdays' },
    ...{ thursday: 'Thursdays', friday: 'Fridays', saturday: 'Saturdays' },
    ...{ 'web:en': 'English after a form', 'web:es': 'Spanish after a form' },
    ...{ en: 'English', es: 'Spanish', known: 'customers you know', new: 'new customers' },
    ...{ missed_call: 'missed calls', google_ads: 'leads from ads', web: 'leads from your site', text: 'texts' },
    ...{ gohighlevel: 'GoHighLevel', twilio: 'your forwarded number', ghl: 'GoHighLevel' },
  },
  unconfirmed: 'nothing is heard of them',
  texts: {
    missed_call_text: 'the missed-call text',
    web_lead_text: 'the first answer to a form',
    price_answer: 'the price answer',
    booking_received: 'the answer to a booking',
    question_received: 'the answer to a question',
    price_ask_service: 'the question which job it is',
  },
  otherText: 'a text',
  inLanguages: { en: 'in English', es: 'in Spanish' },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
