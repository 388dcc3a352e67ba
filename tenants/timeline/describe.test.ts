import { describe, expect, test } from 'vitest'
import { AFTER_SENTENCES } from '../../tests/support/after-job.ts'
import { AGENT_SENTENCES } from '../../tests/support/agents.ts'
import { describeEvent, describeNeed, type Need } from './describe.ts'
import type { TimelineFact } from './event.ts'

const VISIT = { appointmentId: 'apt_1', startsAt: 0 } as const

/** One of each fact, and what the technician reads. A fact that joins the union needs a row here. */
const FACTS: { [T in TimelineFact['type']]: [Extract<TimelineFact, { type: T }>, string] } = {
  call_missed: [{ type: 'call_missed', callId: 'cal_1', outcome: 'voicemail' }, 'Missed a call: it went to voicemail.'],
  consent_given: [{ type: 'consent_given', ask: 'press_1' }, 'The caller pressed 1 for a text.'],
  experiment_started: [
    { type: 'experiment_started', experimentId: 'exp_1', subject: 'missed_call_text', language: 'en', arms: 2 },
    '2 wordings of the text after a missed call are tried against each other.',
  ],
  experiment_ended: [
    { type: 'experiment_ended', experimentId: 'exp_1', subject: 'price_answer', language: 'es', why: 'even' },
    'The trial of wordings of the answer to a price question ended: no difference could be told, so the words stay as they were.',
  ],
  called_in_vain: [{ type: 'called_in_vain' }, 'You called them from the business number, and nobody answered.'],
  media_kept: [{ type: 'media_kept', mediaId: 'med_1', kind: 'photo' }, 'A picture of theirs is here.'],
  media_failed: [
    { type: 'media_failed', mediaId: 'med_1', kind: 'recording', code: 'media_missing' },
    'The voicemail could not be brought here: the provider does not have it.',
  ],
  call_held_back: [
    { type: 'call_held_back', callId: 'cal_1', reason: 'wangiri' },
    'Held the call back: the number is dear to call back, as in call-back scams.',
  ],
  call_released: [{ type: 'call_released', callId: 'cal_1' }, 'You let a call through that was held back.'],
  records_doubled: [
    { type: 'records_doubled', visits: 2, plans: 2 },
    'From two records they have 2 visits and 2 maintenance plans now. Please ask which one they mean.',
  ],
  relation_changed: [
    { type: 'relation_changed', relation: 'family' },
    'You marked them as family: they get no automated texts.',
  ],
  crm_lead_made: [
    { type: 'crm_lead_made', leadId: 'led_1', status: 'new' },
    'Somebody made an opportunity in GoHighLevel: it is a lead here now.',
  ],
  crm_enrolled: [
    { type: 'crm_enrolled', workflow: 'Visit prep', isIn: true },
    'Put into the GoHighLevel workflow “Visit prep”.',
  ],
  crm_conflict_settled: [
    { type: 'crm_conflict_settled', what: 'lead', take: 'other' },
    'You saw that both were changed, and took the other one.',
  ],
  crm_moved: [
    { type: 'crm_moved', leadId: 'led_1', from: 'booked', to: 'lost', revenueMinor: null },
    'Moved in GoHighLevel: the lead is lost now.',
  ],
  crm_conflict: [
    { type: 'crm_conflict', what: 'lead', ours: 'quoted', theirs: 'lost', winner: 'theirs' },
    'The lead was changed here and in GoHighLevel: quoted here, lost there. GoHighLevel’s counts now.',
  ],
  crm_texted: [{ type: 'crm_texted', messageId: 'msg_1' }, 'A workflow in GoHighLevel wrote to the customer.'],
  crm_healed: [
    { type: 'crm_healed', calls: 1, texts: 2, leads: 0, visits: 0 },
    'Compared with GoHighLevel and took in what it had not told: 1 calls, 2 texts, 0 leads, 0 visits.',
  ],
  forms_found: [
    { type: 'forms_found', forms: 2 },
    'Google Ads held 2 forms that it had not told of. Look at the form’s webhook.',
  ],
  crm_stage_unknown: [
    { type: 'crm_stage_unknown', stage: 'Parts' },
    'In GoHighLevel the lead stands in “Parts”, which is none of our stages, so ours stays where it is.',
  ],
  phone_changed: [
    { type: 'phone_changed', from: '0101', to: '0102' },
    'Has the number …0102 now instead of …0101. An opt-out stays with the old one.',
  ],
  crm_gone: [{ type: 'crm_gone', what: 'appointment' }, 'The appointment was deleted in GoHighLevel.'],
  crm_connected: [{ type: 'crm_connected' }, 'GoHighLevel is connected. What waited for it is written now.'],
  crm_disconnected: [
    { type: 'crm_disconnected', loss: 'uninstalled' },
    'GoHighLevel is disconnected: Shoulder was uninstalled there. What is to be written there waits.',
  ],
  crm_dropped: [{ type: 'crm_dropped' }, 'You disconnected GoHighLevel.'],
  ads_connected: [{ type: 'ads_connected', account: 'Fields Plumbing' }, 'Google Ads is connected: Fields Plumbing.'],
  ads_disconnected: [
    { type: 'ads_disconnected', loss: 'token_revoked' },
    'Google Ads is disconnected: the leave for Shoulder was taken back at Google. Your ads go on running.',
  ],
  ads_dropped: [{ type: 'ads_dropped', isTold: true }, 'You disconnected Google Ads.'],
  texting_moved: [
    { type: 'texting_moved', via: 'gohighlevel', number: '+15125550142' },
    'Texts leave through GoHighLevel from now on, from +15125550142.',
  ],
  webhook_failing: [
    { type: 'webhook_failing', host: 'hooks.example.com', code: 'http_500' },
    'The program at hooks.example.com does not take its news. Settings, API shows what it missed and sends it again.',
  ],
  crm_set_up: [{ type: 'crm_set_up', made: 3, problems: 0 }, 'Your GoHighLevel account has what Shoulder needs.'],
  crm_value_kept: [
    { type: 'crm_value_kept', name: 'Shoulder owner name' },
    'Somebody changed “Shoulder owner name” in GoHighLevel. What they wrote stays, until it is emptied there.',
  ],
  call_answered: [{ type: 'call_answered', callId: 'cal_1' }, 'The caller was answered.'],
  call_repeated: [{ type: 'call_repeated', callId: 'cal_1' }, 'They called again and were missed again.'],
  quote_drafted: [{ type: 'quote_drafted', quoteId: 'quo_1' }, 'A job waits for your price.'],
  quote_approved: [
    { type: 'quote_approved', quoteId: 'quo_1', fromMinor: 1, toMinor: 2 },
    'The price of the job is set, and the estimate goes out.',
  ],
  quote_closed: [{ type: 'quote_closed', outcome: 'accepted' }, 'The customer took the estimate.'],
  lead_received: [
    { type: 'lead_received', source: 'google_ads', isRepeat: true },
    'The customer filled in a form below your Google ad once more.',
  ],
  contact_found: [{ type: 'contact_found', hasEmail: true }, 'Found who called, with an e-mail address.'],
  contact_missing: [
    { type: 'contact_missing', code: 'no_phone' },
    'Could not find out who called: the contact has no phone number.',
  ],
  text_planned: [{ type: 'text_planned', template: 'missed_call_text', dueAt: 0 }, 'Planned the missed-call text.'],
  text_cancelled: [
    { type: 'text_cancelled', reason: 'customer_wrote' },
    'Took back what had not been sent: the customer wrote first.',
  ],
  text_sent: [{ type: 'text_sent', messageId: 'msg_1', template: 'price_answer' }, 'Sent the price answer.'],
  text_held: [
    { type: 'text_held', template: 'human_text', code: 'quiet_hours', until: 0 },
    'Held your text for later: it is too early or too late in their day.',
  ],
  text_refused: [
    { type: 'text_refused', template: 'missed_call_text', code: 'suppressed' },
    'Did not send the missed-call text: they opted out.',
  ],
  text_delivered: [{ type: 'text_delivered', messageId: 'msg_1' }, 'The text arrived.'],
  text_undelivered: [
    { type: 'text_undelivered', messageId: 'msg_1', code: '30006' },
    'The text did not arrive: the number is a landline.',
  ],
  email_sent: [
    { type: 'email_sent', messageId: 'msg_1', template: 'missed_call_email' },
    'Sent the missed-call e-mail.',
  ],
  email_refused: [
    { type: 'email_refused', template: 'missed_call_email', code: 'something_new' },
    'Did not send the missed-call e-mail: something unexpected went wrong.',
  ],
  email_bounced: [{ type: 'email_bounced', messageId: 'msg_1' }, 'The e-mail did not arrive.'],
  reply_received: [
    { type: 'reply_received', messageId: 'msg_1', label: 'price_question' },
    'From the customer: a question about a price.',
  ],
  customer_opted_out: [{ type: 'customer_opted_out', by: 'words' }, 'The customer asked for no more texts.'],
  customer_opted_out_of: [
    { type: 'customer_opted_out_of', topic: 'marketing', by: 'words' },
    'The customer wants no more offers or requests for a review.',
  ],
  automation_stopped: [
    { type: 'automation_stopped' },
    'These words may ask for no more texts, so nothing automated is sent. Please read them.',
  ],
  revocation_rule_changes: [
    { type: 'revocation_rule_changes', on: '2027-01-31' },
    'From 2027-01-31 on every opt-out counts for all your messages, unless the rule is changed once more. ' +
      'Please ask whoever advises you.',
  ],
  customer_opted_in_again: [{ type: 'customer_opted_in_again' }, 'The customer wants to get texts again.'],
  price_answered: [
    { type: 'price_answered', services: ['Drain cleaning', 'Toilet repair'] },
    'Answered with prices: Drain cleaning, Toilet repair.',
  ],
  booking_wanted: [{ type: 'booking_wanted', wishedAt: 0 }, 'The customer wants a visit and named a time.'],
  visit_held: [{ type: 'visit_held', ...VISIT }, 'Kept a time for the customer until they answer.'],
  visit_released: [
    { type: 'visit_released', by: 'text', ...VISIT },
    'The customer did not take the time that was kept, so it is free again.',
  ],
  visit_confirmed: [{ type: 'visit_confirmed', by: 'text', ...VISIT }, 'The customer agreed to the visit.'],
  visit_moved: [{ type: 'visit_moved', by: 'page', from: 0, ...VISIT }, 'The customer moved the visit on its page.'],
  visit_cancelled: [{ type: 'visit_cancelled', by: 'board', ...VISIT }, 'You cancelled the visit.'],
  visit_completed: [{ type: 'visit_completed', by: 'board', ...VISIT }, 'The visit is done.'],
  visit_no_show: [{ type: 'visit_no_show', by: 'board', ...VISIT }, 'Nobody was there for the visit.'],
  technician_told: [{ type: 'technician_told', reason: 'emergency' }, 'Told you about an emergency.'],
  emergency_told: [{ type: 'emergency_told', danger: 'gas', isMore: false }, 'The customer is in an emergency: gas.'],
  on_call_alerted: [{ type: 'on_call_alerted', name: 'Ana', round: 2 }, 'Alerted Ana once more (round 2).'],
  on_call_declined: [{ type: 'on_call_declined', name: 'Ana' }, 'Ana cannot take it.'],
  on_call_unanswered: [{ type: 'on_call_unanswered' }, 'Nobody on call has answered.'],
  emergency_acknowledged: [
    { type: 'emergency_acknowledged', name: 'Ana', via: 'text' },
    'Ana has taken the emergency.',
  ],
  lead_changed: [{ type: 'lead_changed', status: 'booked' }, 'The lead is now booked.'],
  crm_synced: [{ type: 'crm_synced', opportunityRef: 'opp_1' }, 'Wrote the lead to GoHighLevel.'],
  taken_over: [{ type: 'taken_over' }, 'You took the conversation over.'],
  handed_back: [{ type: 'handed_back' }, 'You handed the conversation back.'],
  human_wrote: [{ type: 'human_wrote', messageId: 'msg_1' }, 'You wrote to the customer.'],
  entry_in_doubt: [
    { type: 'entry_in_doubt', entryId: 'eff_1', provider: 'twilio' },
    'Cannot tell whether the text provider acted, so nothing was repeated. Please check.',
  ],
  entry_dead: [
    { type: 'entry_dead', entryId: 'eff_1', provider: 'gohighlevel', code: 'timeout' },
    'Gave up on GoHighLevel: the provider did not answer. You can try again.',
  ],
  voicemail_left: [{ type: 'voicemail_left', callId: 'cal_1' }, 'The caller left a voicemail.'],
  contact_changed: [{ type: 'contact_changed' }, 'Learnt more about who this is from GoHighLevel.'],
  customers_merged: [{ type: 'customers_merged', from: 'cus_1' }, 'Two records were the same person and are one now.'],
  own_words_passed_over: [
    { type: 'own_words_passed_over', template: 'price_answer', version: 2, code: 'too_many_segments' },
    'Your own words for the price answer could not go: it is too long. We sent ours; please change yours.',
  ],
  email_delivered: [{ type: 'email_delivered', messageId: 'msg_1' }, 'The e-mail arrived.'],
  lead_moved_by_hand: [
    { type: 'lead_moved_by_hand', leadId: 'led_1', from: 'booked', to: 'completed', revenueMinor: 25_000 },
    'You moved the lead to completed.',
  ],
  ...AFTER_SENTENCES,
  ...AGENT_SENTENCES,
  booking_confirmed: [{ type: 'booking_confirmed', at: 0 }, 'You confirmed the visit and its time.'],
  matter_settled: [{ type: 'matter_settled' }, 'You dealt with what was waiting.'],
  entry_delayed: [
    { type: 'entry_delayed', entryId: 'eff_1', provider: 'twilio', code: 'timeout' },
    'Waiting for the text provider: the provider did not answer. It is tried again.',
  ],
  entry_retried: [{ type: 'entry_retried', entryId: 'eff_1' }, 'You asked for another try.'],
  entry_dismissed: [{ type: 'entry_dismissed', entryId: 'eff_1' }, 'You let it go.'],
  settings_changed: [{ type: 'settings_changed', fields: ['paused'] }, 'The settings were changed.'],
  registration_moved: [
    { type: 'registration_moved', by: 'campaign_approved' },
    'The carriers approved the campaign: texts may go out.',
  ],
  sending_stopped: [
    { type: 'sending_stopped', sentLastHour: 40, baselinePerHour: 8 },
    'Stopped everything automated: 40 texts within an hour are not usual here.',
  ],
  fleet_switched: [
    { type: 'fleet_switched', isOn: true },
    'Shoulder switched off everything automated, for all businesses.',
  ],
  privacy_request_moved: [
    { type: 'privacy_request_moved', requestId: 'req_1', status: 'closing' },
    'A privacy request is being carried out.',
  ],
  customer_erased: [{ type: 'customer_erased', requestId: 'req_1' }, 'A customer was erased at their own wish.'],
  business_closed: [{ type: 'business_closed' }, 'The business was closed. It can come back for 30 days.'],
  business_reopened: [{ type: 'business_reopened' }, 'The business is open again.'],
  email_domain_changed: [
    { type: 'email_domain_changed', status: 'verified' },
    'Your e-mail goes out from your own domain now.',
  ],
  data_exported: [
    { type: 'data_exported', scope: 'business', format: 'sqlite' },
    'A copy of everything was downloaded.',
  ],
  evidence_exported: [{ type: 'evidence_exported' }, 'A file of evidence about one number was downloaded.'],
  journey_closed: [{ type: 'journey_closed', outcome: 'visit_wanted' }, 'Closed: the customer wants a visit.'],
}

const NEEDS: [Need, string, string][] = [
  [{ kind: 'quote', what: null }, 'Pat waits for your price.', 'Pat espera su precio.'],
  [{ kind: 'quote', what: 'a gate' }, 'Pat waits for your price: “a gate”.', 'Pat espera su precio: «a gate».'],
  [{ kind: 'visit_over' }, 'The visit to Pat is over. Was it done?', 'La visita a Pat ya pasó. ¿Se hizo?'],
  [
    { kind: 'emergency', danger: 'gas', isUnanswered: false },
    'Emergency (gas): call Pat now.',
    'Emergencia (gas): llame ya a Pat.',
  ],
  [
    { kind: 'emergency', danger: 'flooding', isUnanswered: true },
    'Emergency (water): nobody on call has answered. Call Pat now.',
    'Emergencia (agua): nadie de guardia contesta. Llame ya a Pat.',
  ],
  [
    { kind: 'booking', wish: 'within_hours' },
    'Pat wants a visit and named a time. Confirm it.',
    'Pat quiere una visita y dijo cuándo. Confírmela.',
  ],
  [
    { kind: 'booking', wish: 'outside_hours' },
    'Pat wants a visit and named a time outside your hours. Confirm it.',
    'Pat quiere una visita y dijo cuándo, fuera de su horario. Confírmela.',
  ],
  [
    { kind: 'waiting', reason: 'question_asked' },
    'Pat is waiting for you: a question.',
    'Pat espera por usted: una pregunta.',
  ],
  [
    { kind: 'privacy', press: 'due' },
    'A privacy request is due soon. Settings, Privacy shows what is left to do.',
    'Una solicitud de privacidad vence pronto. Ajustes, Privacidad muestra lo que falta.',
  ],
  [
    { kind: 'privacy', press: 'late' },
    'A privacy request is late. Answer it today.',
    'Una solicitud de privacidad está atrasada. Contéstela hoy.',
  ],
  [
    { kind: 'dead_letter', provider: 'gohighlevel', code: 'timeout' },
    'Gave up on GoHighLevel: the provider did not answer. You can try again.',
    'No se logró con GoHighLevel: el proveedor no respondió. Puede intentarlo otra vez.',
  ],
  [
    { kind: 'in_doubt', provider: 'twilio' },
    'Cannot tell whether the text provider acted, so nothing was repeated. Please check.',
    'No se sabe si actuó el proveedor de mensajes, así que no se repitió nada. Por favor, revíselo.',
  ],
]

describe('the timeline says', () => {
  test.each(Object.entries(FACTS))('what %s means', (type, [fact, sentence]) => {
    expect(fact.type).toBe(type)
    expect(describeEvent(fact, 'en')).toBe(sentence)
  })

  test('something sensible of labels, templates, outcomes and providers it has not met', () => {
    expect(describeEvent({ type: 'reply_received', messageId: 'msg_1', label: 'new' }, 'en')).toBe(
      'From the customer: a message.',
    )
    expect(describeEvent({ type: 'text_sent', messageId: 'msg_1', template: 'new' }, 'en')).toBe('Sent a message.')
    expect(describeEvent({ type: 'journey_closed', outcome: 'new' }, 'en')).toBe('Closed.')
    expect(describeEvent({ type: 'entry_dead', entryId: 'eff_1', provider: 'new', code: 'constructor' }, 'en')).toBe(
      'Gave up on a provider: something unexpected went wrong. You can try again.',
    )
  })

  test.each(Object.values(FACTS))('$0.type in Spanish, and otherwise than in English', (fact, sentence) => {
    const spanish = describeEvent(fact, 'es')
    expect(spanish).not.toBe(sentence)
    expect(spanish).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/)
    expect(spanish).not.toMatch(/\b(the|was|your|text)\b/)
  })
})

describe('what needs the technician', () => {
  test.each(NEEDS)('$0.kind is said in both languages', (need, english, spanish) => {
    expect(describeNeed(need, 'Pat', 'en')).toBe(english)
    expect(describeNeed(need, 'Pat', 'es')).toBe(spanish)
  })

  test('is said of somebody nobody knows, too', () => {
    expect(describeNeed({ kind: 'emergency', danger: 'new', isUnanswered: false }, null, 'en')).toBe(
      'Emergency (danger): call a customer now.',
    )
    expect(describeNeed({ kind: 'booking', wish: 'without_time' }, null, 'es')).toBe(
      'Un cliente quiere una visita. Acuerde la hora.',
    )
  })
})
