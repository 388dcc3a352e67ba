import { describe, expect, test } from 'vitest'
import { PROPOSAL_NOTICES, STANDING_NOTICES } from '../../tests/support/agents.ts'
import { afterNotices } from '../../tests/support/after-job.ts'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { composeNotice, type NoticeRequest } from './notice.ts'
import type { NoticeReason } from './notice-words.ts'

const HELP =
  'For help write to mike@example.com. Msg frequency varies. Msg & data rates may apply. Reply STOP to opt out.'
const ANN = '(512) 555-0199'
const VISIT = { wishedAt: Date.UTC(2026, 10, 27, 15, 0) }

function tell(reason: NoticeReason, request: Partial<NoticeRequest> = {}, language: 'en' | 'es' = 'en'): string {
  return noticeOf(reason, request, language).text
}

function noticeOf(reason: NoticeReason, request: Partial<NoticeRequest>, language: 'en' | 'es' = 'en') {
  const phone = { customerName: null, customerPhone: '+15125550199' } as const
  const unknown = { ...phone, wishedAt: null, detail: null, lastWords: null }
  return composeNotice(reason, { ...unknown, ...request }, makeScriptFacts({ language }))
}

/** What the technician reads for each reason, and where a code or the customer's words make a difference. */
const TEXTS: Record<NoticeReason, [Partial<NoticeRequest>, string][]> = {
  caller_hidden: [
    [
      { customerPhone: null },
      "Missed a call from a hidden number, so we cannot text back. Your phone's call list may show it.",
    ],
    [
      { customerPhone: null, detail: 'look_up_pending' },
      "Missed a call. We are looking up the number and text as soon as we have it. Your phone's call list may show it.",
    ],
    [
      { customerPhone: null, customerName: 'Ann Lee', detail: 'no_phone' },
      'Missed a call from Ann Lee. We cannot text back: the contact has no phone number. ' +
        "Your phone's call list may show it.",
    ],
  ],
  ...afterNotices(ANN),
  decision_waiting: PROPOSAL_NOTICES,
  decision_stands: STANDING_NOTICES,
  known_called: [[{ detail: 'supplier' }, `Missed a call from ${ANN} (a supplier). We text them nothing.`]],
  known_wrote: [
    [
      { detail: 'supplier', lastWords: 'Your order has shipped' },
      `Message from ${ANN} (a supplier). They wrote: "Your order has shipped" We did not answer.`,
    ],
  ],
  visit_confirmed: [[VISIT, `Agreed: ${ANN} on Fri, Nov 27 at 9 AM. It stands on your board.`]],
  visit_moved: [[VISIT, `${ANN} moved the visit to Fri, Nov 27 at 9 AM.`]],
  visit_cancelled: [
    [
      { ...VISIT, lastWords: 'cant make it' },
      `${ANN} called off the visit on Fri, Nov 27 at 9 AM. They wrote: "cant make it" The time is free.`,
    ],
  ],
  visit_cancelled_late: [
    [VISIT, `${ANN} called off the visit on Fri, Nov 27 at 9 AM, less than a day before it. The time is free.`],
  ],
  visit_refused: [
    [{}, `${ANN} took none of the times we offered. Please agree on a time with them.`],
    [{ detail: 'nothing_free' }, `${ANN} found no free time left. Please agree on a time with them.`],
  ],
  visit_unclear: [
    [
      { ...VISIT, detail: 'lost' },
      `The card of ${ANN} was set to lost in GoHighLevel, and the visit on Fri, Nov 27 at 9 AM stands. End it on your board if nobody is to drive.`,
    ],
  ],
  visit_clash: [
    [
      VISIT,
      `Another appointment stands in GoHighLevel at the time of the visit with ${ANN} on Fri, Nov 27 at 9 AM. Please move one of them.`,
    ],
  ],
  visit_over: [
    [
      VISIT,
      `Was the visit with ${ANN} on Fri, Nov 27 at 9 AM done? Mark it as done, or that nobody was there, on your board.`,
    ],
  ],
  visit_word: [
    [
      { ...VISIT, lastWords: 'gate code is 4411' },
      `${ANN}, who has a visit on Fri, Nov 27 at 9 AM, sent word. They wrote: "gate code is 4411"`,
    ],
  ],
  visit_doubted: [
    [
      { ...VISIT, lastWords: 'never mind' },
      `${ANN} may not want the visit on Fri, Nov 27 at 9 AM. They wrote: "never mind" ` +
        'We have asked. It stands until they answer.',
    ],
  ],
  visit_opted_out: [
    [
      { ...VISIT, lastWords: 'cancel' },
      `${ANN} wants no more texts. They wrote: "cancel" The visit on Fri, Nov 27 at 9 AM still stands. ` +
        'Call them if it may be off.',
    ],
  ],
  visit_called: [
    [
      { wishedAt: Date.UTC(2026, 10, 27, 15, 0) },
      `Missed a call from ${ANN}, whose visit is on Fri, Nov 27 at 9 AM. Please call back.`,
    ],
  ],
  caller_unreachable: [
    [
      { detail: '21614' },
      `Missed a call from ${ANN}. We cannot text them: the number is a landline. Please call back.`,
    ],
    [
      { detail: '30005', callCount: 3 },
      `Missed a call from ${ANN} (3 calls). We cannot text them: the number is not in service. Please call back.`,
    ],
  ],
  not_agreed: [
    [
      { detail: 'press_1' },
      `Missed a call from ${ANN}. They did not press 1 for a text, so we sent none. Please call back.`,
    ],
    [
      { detail: 'spoken_yes' },
      `Missed a call from ${ANN}. They did not say yes to a text, so we sent none. Please call back.`,
    ],
    [
      { detail: 'unasked' },
      `Missed a call from ${ANN}. Nobody asked if they want a text, so we sent none. Please call back.`,
    ],
  ],
  caller_opted_out: [[{}, `Missed a call from ${ANN}. They opted out of texts, so we sent none. Please call back.`]],
  call_too_old: [[{}, `Missed a call from ${ANN}. We heard of it too late to text. Please call back.`]],
  no_reply: [
    [
      { customerName: 'Ann Lee', lastWords: 'Words of last year' },
      `No reply yet from Ann Lee ${ANN}, whose call you missed. Please call back.`,
    ],
    [
      { detail: 'bounced' },
      `No reply yet from ${ANN}, whose call you missed. Our e-mail failed: the e-mail address does not work. ` +
        'Please call back.',
    ],
  ],
  text_failed: [
    [{ detail: '30003' }, `Our text did not reach ${ANN}: the phone is off or out of reach. Please call them.`],
    [{ detail: '99999' }, `Our text did not reach ${ANN}: the phone network would not take it. Please call them.`],
    [{ detail: 'a_new_fault' }, `Our text did not reach ${ANN}: something unexpected went wrong. Please call them.`],
    [
      { detail: 'texting_off' },
      `Missed a call from ${ANN}. Texting is off for your business, so we sent none. Please call back.`,
    ],
  ],
  email_failed: [
    [{ detail: 'complained' }, `Our e-mail did not reach ${ANN}: they marked our e-mail as spam. Please call them.`],
  ],
  booking_wanted: [
    [
      {
        customerName: 'Ann Lee',
        wishedAt: Date.UTC(2026, 10, 25, 15, 30),
        lastWords: 'Can you come\n tomorrow "early"?',
      },
      `Ann Lee ${ANN} wants a visit on Wed, Nov 25 at 9:30 AM. They wrote: "Can you come tomorrow 'early'?" ` +
        'Not confirmed yet: please call or text them.',
    ],
    [
      { wishedAt: Date.UTC(2026, 10, 26, 5), lastWords: 'Tonight at 11?' },
      `${ANN} wants a visit on Wed, Nov 25 at 11 PM, outside your hours (next open Thu, Nov 26 at 8 AM). ` +
        'They wrote: "Tonight at 11?" Not confirmed yet: please call or text them.',
    ],
    [
      // A day without an hour.
      { wishedAt: Date.UTC(2026, 10, 27, 6) },
      `${ANN} wants a visit on Fri, Nov 27. Not confirmed yet: please call or text them.`,
    ],
    [
      { wishedAt: Date.UTC(2026, 10, 29, 6) },
      `${ANN} wants a visit on Sun, Nov 29, outside your hours (next open Mon, Nov 30 at 8 AM). ` +
        'Not confirmed yet: please call or text them.',
    ],
    [
      { detail: 'opted_out' },
      `${ANN} wants a visit. They opted out of texts, so nothing was answered. Please call them.`,
    ],
  ],
  question_asked: [
    [
      { lastWords: 'Are you licensed?' },
      `${ANN} has a question. They wrote: "Are you licensed?" We said you will get back to them.`,
    ],
    [
      { detail: 'opted_out', lastWords: 'Price?' },
      `${ANN} has a question. They wrote: "Price?" They opted out of texts, so nothing was answered. Please call them.`,
    ],
  ],
  price_unknown: [
    [
      { lastWords: 'What for a sump pump?' },
      `${ANN} asks for a price we could not find in your price book. They wrote: "What for a sump pump?" ` +
        'Please answer them.',
    ],
  ],
  emergency: [
    [{ detail: 'gas', lastWords: 'I smell gas' }, `EMERGENCY (gas): ${ANN}. They wrote: "I smell gas" Call them now.`],
    [{ detail: 'no_heat' }, `EMERGENCY (no heat): ${ANN}. Call them now.`],
    [{ detail: null }, `EMERGENCY: ${ANN}. Call them now.`],
    [{ detail: 'gas', asksToReply: true }, `EMERGENCY (gas): ${ANN}. Call them now. Reply OK if you take it.`],
    [
      { detail: 'gas', asksToReply: true, isStaff: true },
      `${makeScriptFacts().businessName}: EMERGENCY (gas): ${ANN}. Call them now. Reply OK if you take it. ` +
        'STOP ends these alerts.',
    ],
  ],
  emergency_taken: [
    [{ detail: 'Ana' }, `The emergency of ${ANN} is taken: Ana has it. You need not do anything.`],
    [{ detail: null }, `The emergency of ${ANN} is taken. You need not do anything.`],
  ],
  emergency_unanswered: [
    [{ detail: 'flooding' }, `Nobody on call answered about the EMERGENCY (flooding) of ${ANN}. Call them now.`],
  ],
  called_again: [[{ callCount: 4 }, `${ANN} called again (4 calls) and you missed it. Please call back.`]],
  wrote_while_taken_over: [
    [
      { lastWords: 'See you then' },
      `New message from ${ANN}. They wrote: "See you then" The conversation is yours, so we did not answer.`,
    ],
  ],
  customer_declined: [
    [
      { lastWords: 'Found someone else' },
      `${ANN} does not need you this time. They wrote: "Found someone else" Nothing to do.`,
    ],
  ],
  ads_stopped: [
    [
      { detail: 'no_leads' },
      'Your ads cost or bring something unusual, so we change nothing in them. Please look, and let changes go on there.',
    ],
  ],
  canary_failed: [
    [
      { detail: 'signature_refused' },
      "Tonight's check failed: our front door refused the call. Missed calls may go without a text. We look into it; please watch your calls.",
    ],
  ],
  quote_waiting: [
    [
      { lastWords: 'Next week' },
      `${ANN} waits for your price. They wrote: "Next week" Set it on your board and we text the estimate.`,
    ],
    [
      { detail: '30006' },
      `Our estimate did not reach ${ANN}: the number is a landline. Please tell them the price yourself.`,
    ],
  ],
  lead_untexted: [
    [
      { lastWords: 'Sink leaks', detail: 'phone_missing' },
      `New request in a form from ${ANN}. They wrote: "Sink leaks" We could not text them: they gave no phone number. Please get in touch.`,
    ],
  ],
  lead_again: [[{}, `${ANN} filled in a form again. We sent no second text. Please get in touch.`]],
  unclear_reply: [
    [
      { lastWords: 'qwzx' },
      `We could not make out a message from ${ANN} and did not answer. They wrote: "qwzx" Please reply.`,
    ],
  ],
  message_in_doubt: [
    [{}, `We cannot tell whether our message reached ${ANN}, so we did not send it again. Please check with them.`],
  ],
  privacy_due: [
    [{ detail: '10' }, "A customer's privacy request is due in 10 days. Settings, Privacy shows what is left to do."],
    [
      { detail: 'confirm' },
      'A customer waits for a word that their privacy request has arrived. See Settings, Privacy.',
    ],
  ],
  privacy_late: [
    [
      { detail: 'late' },
      "A customer's privacy request should be done by now. Please answer it today: Settings, Privacy.",
    ],
    [
      { detail: 'breached' },
      "A customer's privacy request is past the date the law gives. Please answer it now: Settings, Privacy.",
    ],
  ],
  privacy_step_failed: [
    [
      { detail: 'timeout' },
      'Something could not be deleted at a provider: the provider did not answer. Your board lets you try again.',
    ],
  ],
  business_closed: [
    [
      {},
      'Your business was closed: no text goes out any more. You can take your data with you, and come back for 30 days.',
    ],
  ],
  crm_disconnected: [
    [
      { detail: 'uninstalled' },
      'GoHighLevel is disconnected. Your customers are served as before; leads wait and are written once you connect it ' +
        'again: Settings, GoHighLevel.',
    ],
  ],
  ads_disconnected: [
    [
      { detail: 'token_revoked' },
      'Google Ads is disconnected: its leave was taken back. Your ads stay as they are; nothing in them is read or ' +
        'changed until you connect it again: Settings, Google Ads.',
    ],
  ],
  help_asked: [[{ detail: 'mike@example.com' }, `Automated texts about calls, visits and emergencies. ${HELP}`]],
  dead_letter: [
    [
      { detail: 'timeout' },
      `We gave up on something for ${ANN}: the provider did not answer. You can try it again on your board.`,
    ],
  ],
  registration_moved: [
    [
      { detail: 'campaign_approved' },
      'The phone carriers approved your number for texts. Missed callers are texted from now on.',
    ],
    [
      { detail: 'brand_rejected' },
      'The phone carriers rejected your business. Settings, Texting registration says why; mend it and submit it again.',
    ],
    [{ detail: 'news' }, 'There is news of your texting registration.'],
  ],
  more_waiting: [[{ detail: '64' }, `And 64 more about ${ANN} within the hour. Your board shows them all.`]],
  many_waiting: [
    [{ detail: '1' }, '1 more call or message is waiting for you. Your board shows it.'],
    [{ detail: '33' }, '33 more calls and messages are waiting for you. Your board shows them all.'],
  ],
  sending_stopped: [
    [
      {},
      'We stopped all automated texts of your business: far more went out within an hour than is usual. ' +
        'Please look at your board. Start them again under Settings, Pause.',
    ],
  ],
}

describe('the technician reads', () => {
  test.each(
    Object.entries(TEXTS).flatMap(([reason, texts]) => texts.map(([request, text]) => ({ reason, request, text }))),
  )('of $reason ($request.detail): $text', ({ reason, request, text }) => {
    expect(tell(reason as NoticeReason, request)).toBe(text)
  })

  test('the same in Spanish', () => {
    expect(tell('booking_wanted', { wishedAt: Date.UTC(2026, 10, 28, 19), lastWords: '¿Puede venir?' }, 'es')).toBe(
      `${ANN} quiere una visita el sab 28 nov a la 1 PM, fuera de su horario (abre el lun 30 nov a las 8 AM). ` +
        'Escribe: "¿Puede venir?" Falta confirmar: por favor, llame o escriba.',
    )
    expect(tell('caller_unreachable', { detail: '30006' }, 'es')).toBe(
      `Llamada perdida de ${ANN}. No podemos escribirle: es un número fijo. Por favor, llame.`,
    )
    expect(tell('emergency', { detail: 'flooding' }, 'es')).toBe(`EMERGENCIA (agua): ${ANN}. Llame ya.`)
  })

  test('a subject that says what it is and who, on one line', () => {
    expect(noticeOf('booking_wanted', { customerName: 'Ann\r\nBcc: eve@example.com' }).subject).toBe(
      `Visit wanted: Ann Bcc: eve@example.com ${ANN}`,
    )
    expect(noticeOf('caller_hidden', { customerPhone: null }).subject).toBe('Missed call: a caller')
  })

  test('a number from abroad in the way it is dialled', () => {
    expect(tell('called_again', { customerPhone: '+442079460123' })).toContain('+44 20 7946 0123')
  })

  test('long words cut between words, and all of the sentence around them', () => {
    const text = tell('question_asked', { lastWords: 'Do you also repair the old boilers in the basement? '.repeat(9) })
    expect(text).toMatch(
      /They wrote: "Do you also repair .* (the|old|boilers|in|basement\?|Do|you|also|repair)\.\.\." We said/,
    )
    expect(text.length).toBeLessThanOrEqual(306)
  })

  test('short words with their emoji, long ones without', () => {
    expect(tell('question_asked', { lastWords: 'Open today? 🙏' })).toContain('"Open today? 🙏"')
    const long = tell('question_asked', { lastWords: `Open today? 🙏 ${'The heater drips. '.repeat(6)}` })
    expect(long).toContain('"Open today? The heater drips.')
    expect(long).not.toContain('🙏')
  })

  test('no quotation of words that are only spaces', () => {
    expect(tell('question_asked', { lastWords: ' \n ' })).toBe(
      `${ANN} has a question. We said you will get back to them.`,
    )
  })
})
