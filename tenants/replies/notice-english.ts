import { adsDisconnected } from './ads-notice.ts'
import { crmDisconnected } from './crm-notice.ts'
import { AFTER_NOTICES_EN } from './notice-after.ts'
import { capital, type NoticeWords } from './notice-words.ts'
import { VISIT_NOTICES_ENGLISH } from './visit-notices.ts'

const CALL_LIST = "Your phone's call list may show it."
const NOT_ASKED = 'Nobody asked if they want a text'
const NOT_AGREED: Record<string, string> = {
  press_1: 'They did not press 1 for a text',
  spoken_yes: 'They did not say yes to a text',
}
const OFFERED = 'We have offered them a free time and tell you when they take it.'
const NOT_ANSWERED = 'They opted out of texts, so nothing was answered. Please call them.'

const REGISTRATION: Record<string, string> = {
  campaign_approved: 'The phone carriers approved your number for texts. Missed callers are texted from now on.',
  brand_rejected:
    'The phone carriers rejected your business. Settings, Texting registration says why; mend it and submit it again.',
  campaign_rejected:
    'The phone carriers rejected your texts. Settings, Texting registration says why; mend it and submit it again.',
  suspended:
    'The phone carriers suspended your number for texts. Until it may again we text nobody and tell you of missed calls.',
  reinstated: 'Your number may send texts again. Missed callers are texted from now on.',
}

/** The rest is written. */
const SAID: Record<string, string> = {
  voice: 'They said in a voicemail',
  email: 'They wrote by e-mail',
  note: 'They said',
}

const RELATIONS: Record<string, string> = { staff: 'staff', supplier: 'a supplier', family: 'family' }

export const ENGLISH_NOTICES: NoticeWords = {
  stranger: 'a caller',
  say: (quote, channel) => ` ${SAID[channel] ?? 'They wrote'}: "${quote}"`,
  countCalls: (count) => ` (${count} calls)`,
  outsideHours: (nextOpening) => `, outside your hours${nextOpening === '' ? '' : ` (next open ${nextOpening})`}`,
  askToTake: (sentence) => `${sentence} Reply OK if you take it.`,
  forStaff: (sentence, business) => `${business}: ${sentence} STOP ends these alerts.`,
  emergencies: {
    gas: 'gas',
    carbon_monoxide: 'carbon monoxide',
    sparks: 'electrical',
    electrical: 'electrical',
    fire: 'fire',
    flooding: 'flooding',
  },
  subjects: {
    ...VISIT_NOTICES_ENGLISH.subjects,
    caller_hidden: 'Missed call',
    known_called: 'Missed call',
    known_wrote: 'New message',
    visit_called: 'Missed call about a visit',
    caller_unreachable: 'Missed call, no texts possible',
    caller_opted_out: 'Missed call',
    not_agreed: 'Missed call',
    call_too_old: 'Missed call',
    lead_untexted: 'New request, not texted',
    lead_again: 'Another request',
    quote_waiting: 'Price wanted',
    canary_failed: 'Missed calls may go unanswered',
    ads_stopped: 'Ads: unusual spending',
    decision_waiting: 'A proposal',
    no_reply: 'No reply yet',
    text_failed: 'Text not delivered',
    email_failed: 'E-mail not delivered',
    booking_wanted: 'Visit wanted',
    question_asked: 'Question',
    price_unknown: 'Price wanted',
    emergency: 'EMERGENCY',
    emergency_taken: 'Emergency taken',
    emergency_unanswered: 'EMERGENCY, NOBODY ANSWERED',
    called_again: 'Called again',
    wrote_while_taken_over: 'New message',
    customer_declined: 'Declined',
    unclear_reply: 'Unclear message',
    message_in_doubt: 'Message in doubt',
    dead_letter: 'Not done',
    registration_moved: 'Texting registration',
    sending_stopped: 'Texts stopped',
    privacy_due: 'Privacy request',
    privacy_late: 'Privacy request LATE',
    privacy_step_failed: 'Not deleted',
    business_closed: 'Business closed',
    crm_disconnected: 'GoHighLevel disconnected',
    ads_disconnected: 'Google Ads disconnected',
    help_asked: 'What these texts are',
    decision_stands: 'That proposal',
    ...AFTER_NOTICES_EN.subjects,
    more_waiting: 'More from the same customer',
    many_waiting: 'MORE CUSTOMERS ARE WAITING',
  },
  sentences: {
    ...VISIT_NOTICES_ENGLISH.sentences,
    caller_hidden: ({ who, isStranger, times, kind, detail }) => {
      const from = isStranger ? '' : ` from ${who}`
      if (detail === 'look_up_pending') {
        return `Missed a call${from}${times}. We are looking up the number and text as soon as we have it. ${CALL_LIST}`
      }
      if (isStranger && kind === '') {
        return `Missed a call from a hidden number${times}, so we cannot text back. ${CALL_LIST}`
      }
      return `Missed a call${from}${times}. We cannot text back: ${kind || 'we have no number'}. ${CALL_LIST}`
    },
    known_called: ({ who, times, detail }) =>
      `Missed a call from ${who}${times} (${RELATIONS[detail ?? ''] ?? 'known'}). We text them nothing.`,
    known_wrote: ({ who, said, detail }) =>
      `Message from ${who} (${RELATIONS[detail ?? ''] ?? 'known'}).${said} We did not answer.`,
    visit_called: ({ who, times, when }) =>
      `Missed a call from ${who}${times}, whose visit is on ${when}. Please call back.`,
    caller_unreachable: ({ who, times, because }) =>
      `Missed a call from ${who}${times}. We cannot text them${because}. Please call back.`,
    caller_opted_out: ({ who, times }) =>
      `Missed a call from ${who}${times}. They opted out of texts, so we sent none. Please call back.`,
    not_agreed: ({ who, times, detail }) =>
      `Missed a call from ${who}${times}. ${NOT_AGREED[detail ?? ''] ?? NOT_ASKED}, so we sent none. Please call back.`,
    call_too_old: ({ who, times }) =>
      `Missed a call from ${who}${times}. We heard of it too late to text. Please call back.`,
    lead_untexted: ({ who, said, because }) =>
      `New request in a form from ${who}.${said} We could not text them${because}. Please get in touch.`,
    lead_again: ({ who, said }) =>
      `${capital(who)} filled in a form again.${said} We sent no second text. Please get in touch.`,
    ads_stopped: () =>
      'Your ads cost or bring something unusual, so we change nothing in them. Please look, and let changes go on there.',
    canary_failed: ({ because }) =>
      `Tonight's check failed${because}. Missed calls may go without a text. We look into it; please watch your calls.`,
    decision_waiting: ({ detail, code }) =>
      `A proposal: ${detail} ${code === '' ? 'Your agents page is where you decide.' : `Reply ${code} YES to do it or ${code} NO to leave it.`}`,
    quote_waiting: ({ who, said, because }) =>
      because === ''
        ? `${capital(who)} waits for your price.${said} Set it on your board and we text the estimate.`
        : `Our estimate did not reach ${who}${because}. Please tell them the price yourself.`,
    no_reply: ({ who, times, because }) => {
      const email = because === '' ? '' : ` Our e-mail failed${because}.`
      return `No reply yet from ${who}${times}, whose call you missed.${email} Please call back.`
    },
    text_failed: ({ who, times, because, detail }) =>
      detail === 'texting_off'
        ? `Missed a call from ${who}${times}. Texting is off for your business, so we sent none. Please call back.`
        : `Our text did not reach ${who}${because}. Please call them.`,
    email_failed: ({ who, because }) => `Our e-mail did not reach ${who}${because}. Please call them.`,
    booking_wanted: ({ who, when, outside, said, detail }) => {
      const visit = when === '' ? 'wants a visit.' : `wants a visit on ${when}${outside}.`
      const open = detail === 'offered' ? OFFERED : 'Not confirmed yet: please call or text them.'
      const next = detail === 'opted_out' ? NOT_ANSWERED : open
      return `${capital(who)} ${visit}${said} ${next}`
    },
    question_asked: ({ who, said, detail }) => {
      const next = detail === 'opted_out' ? NOT_ANSWERED : 'We said you will get back to them.'
      return `${capital(who)} has a question.${said} ${next}`
    },
    price_unknown: ({ who, said }) =>
      `${capital(who)} asks for a price we could not find in your price book.${said} Please answer them.`,
    emergency: ({ who, kind, said }) => `EMERGENCY${kind === '' ? '' : ` (${kind})`}: ${who}.${said} Call them now.`,
    emergency_taken: ({ who, detail }) =>
      `The emergency of ${who} is taken${detail === null ? '' : `: ${detail} has it`}. You need not do anything.`,
    emergency_unanswered: ({ who, kind, said }) =>
      `Nobody on call answered about the EMERGENCY${kind === '' ? '' : ` (${kind})`} of ${who}.${said} Call them now.`,
    called_again: ({ who, times }) => `${capital(who)} called again${times} and you missed it. Please call back.`,
    wrote_while_taken_over: ({ who, said }) =>
      `New message from ${who}.${said} The conversation is yours, so we did not answer.`,
    customer_declined: ({ who, said }) => `${capital(who)} does not need you this time.${said} Nothing to do.`,
    unclear_reply: ({ who, said }) =>
      `We could not make out a message from ${who} and did not answer.${said} Please reply.`,
    message_in_doubt: ({ who }) =>
      `We cannot tell whether our message reached ${who}, so we did not send it again. Please check with them.`,
    dead_letter: ({ who, because }) =>
      `We gave up on something for ${who}${because}. You can try it again on your board.`,
    registration_moved: ({ detail }) => REGISTRATION[detail ?? ''] ?? 'There is news of your texting registration.',
    privacy_due: ({ detail }) =>
      detail === 'confirm'
        ? 'A customer waits for a word that their privacy request has arrived. See Settings, Privacy.'
        : `A customer's privacy request is due in ${detail ?? 'a few'} days. Settings, Privacy shows what is left to do.`,
    privacy_late: ({ detail }) =>
      detail === 'breached'
        ? "A customer's privacy request is past the date the law gives. Please answer it now: Settings, Privacy."
        : "A customer's privacy request should be done by now. Please answer it today: Settings, Privacy.",
    privacy_step_failed: ({ because }) =>
      `Something could not be deleted at a provider${because}. Your board lets you try again.`,
    crm_disconnected: ({ detail }) => crmDisconnected(detail, 'en'),
    ads_disconnected: ({ detail }) => adsDisconnected(detail, 'en'),
    decision_stands: ({ detail }) => `${detail ?? ''} Your agents page shows all of them.`,
    help_asked: ({ detail }) =>
      `Automated texts about calls, visits and emergencies. For help write to ${detail ?? ''}. ` +
      'Msg frequency varies. Msg & data rates may apply. Reply STOP to opt out.',
    ...AFTER_NOTICES_EN.sentences,
    more_waiting: ({ who, detail }) =>
      `And ${detail ?? 'some'} more about ${who} within the hour. Your board shows them all.`,
    many_waiting: ({ detail }) =>
      detail === '1'
        ? '1 more call or message is waiting for you. Your board shows it.'
        : `${detail ?? 'Many'} more calls and messages are waiting for you. Your board shows them all.`,
    business_closed: () =>
      'Your business was closed: no text goes out any more. You can take your data with you, and come back for 30 days.',
    sending_stopped: () =>
      'We stopped all automated texts of your business: far more went out within an hour than is usual. ' +
      'Please look at your board. Start them again under Settings, Pause.',
  },
}
