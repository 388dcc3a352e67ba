/** Why a message was refused or held. Stored with every decision, so a code is never renamed. */
export type GateCode =
  | 'kill_switch_on'
  | 'no_sms_number'
  | 'registration_pending'
  | 'registration_suspended'
  | 'marketing_unregistered'
  | 'email_domain_missing'
  | 'complaints_high'
  | 'destination_invalid'
  | 'destination_foreign'
  | 'destination_landline'
  | 'destination_own_number'
  | 'marketing_outside_us'
  | 'suppressed'
  | 'confirmation_not_due'
  | 'confirmation_too_late'
  | 'confirmation_already_sent'
  | 'help_already_answered'
  | 'consent_missing'
  | 'written_consent_missing'
  | 'relationship_missing'
  | 'conversation_closed'
  | LintCode
  | 'episode_already_texted'
  | 'reply_missing'
  | 'answers_spent'
  | 'followup_too_soon'
  | 'followups_spent'
  | 'service_texts_spent'
  | 'marketing_too_soon'
  | 'state_cap_reached'
  | 'customer_loop'
  | 'technician_loop'
  | 'unusual_volume'
  | 'dlt_missing'
  | 'dlt_template_mismatch'
  | 'quiet_hours'
  | 'no_lawful_hour'
  | 'carrier_pace'
  | 'too_late'
  | 'budget_spent'

/** What is wrong with the words themselves. */
export type LintCode =
  | 'body_empty'
  | 'body_too_long'
  | 'too_many_segments'
  | 'business_name_missing'
  | 'opt_out_words_missing'
  | 'disclosure_missing'
  | 'promotion_in_class'
  | 'price_in_first_text'
  | 'amount_not_allowed'
  | 'card_number'
  | 'link_not_allowed'
  | 'opt_out_word_misused'
  | 'human_claim'
  | 'postal_address_missing'
  | 'unsubscribe_missing'
  | 'confirmation_incomplete'
  | 'estimate_words_missing'
  | 'review_link_forbidden'
  | 'review_conditional'
  | 'review_written'
  | 'indemnity_promised'
  | 'characters_hidden'
  | 'link_shortened'

export type LintFinding = { code: LintCode; detail: string }

const SENTENCES: Record<GateCode, string> = {
  kill_switch_on:
    'Sending is switched off. If you paused it, start it again in the settings; if not, Shoulder has stopped it for all.',
  no_sms_number: 'You have no number for texts yet. Finish setting one up, and until then call this customer back.',
  registration_pending:
    'Phone carriers have not approved your number for texts yet, so nothing was sent. Please call this customer back.',
  registration_suspended:
    'The phone carriers have suspended your number for texts. Please call this customer back and contact support.',
  marketing_unregistered:
    'Your registration with the carriers covers answers and appointments, and no offers. Register for offers as well.',
  email_domain_missing:
    'Offers by e-mail need a domain of your own, so that they arrive. Set one up in the settings, then send it again.',
  complaints_high:
    'Too many people marked your e-mail as junk lately, so offers rest. Answers still go; offer less, to fewer people.',
  destination_invalid: 'This is not a number or address that can get a message. Check it on the customer page.',
  destination_foreign:
    'This number is outside North America, and we do not text there. Please call back if you want to.',
  destination_landline: 'This number is a landline and cannot get texts. Please call this customer back.',
  destination_own_number: 'This is your own business number, so the text would have come straight back to you.',
  marketing_outside_us: 'We send offers to US numbers only, and this one is not, or we cannot tell.',
  suppressed: 'This customer asked for no more messages, so nothing was sent. Only a text from them can change that.',
  confirmation_not_due: 'No confirmation of an opt-out is owed here, so none was sent.',
  confirmation_too_late:
    'The confirmation of the opt-out could not leave within five minutes and was dropped. The opt-out itself stands.',
  confirmation_already_sent: 'The opt-out was confirmed once already, and the law allows no second confirmation.',
  help_already_answered: 'This request for help was answered already.',
  consent_missing:
    'We have no consent of this customer for a message like this. Call them, or wait until they text you.',
  written_consent_missing: 'Offers need the written consent of the customer, and there is none on file.',
  relationship_missing:
    'Asking for a review needs a job or a call of this customer that is recent enough, or their written consent.',
  conversation_closed: 'The conversation with this customer is over. You can call them, or wait until they text again.',
  body_empty: 'The message had no words, so it was not sent.',
  body_too_long: 'The text is longer than 1,600 characters, the most a text can hold. Please shorten it.',
  too_many_segments: 'The text is longer than two parts. Please shorten it.',
  business_name_missing: 'The text does not name your business. Add the name as it stands in your settings.',
  opt_out_words_missing: 'The text does not say how to opt out. Add "Reply STOP to opt out".',
  disclosure_missing: 'The text was written by our assistant and does not say so. Add that it is automated.',
  promotion_in_class:
    'The message promotes something, which an answer or a service message must not. Take the offer out.',
  price_in_first_text: 'In this customer’s state the first text must not name a price. Take the amount out.',
  amount_not_allowed:
    'The message names an amount that is not in your price book. Correct the amount or the price book.',
  card_number: 'The message holds or asks for a card number or the like. Never by text; send a payment link instead.',
  link_not_allowed: 'The message holds a link to a site that is not allowed. Take the link out.',
  opt_out_word_misused:
    'The text asks for a reply word, such as CANCEL, by which carriers block all texts. Ask for another word.',
  human_claim: 'The message reads as if a person wrote it, and none did. Word it as coming from the business.',
  postal_address_missing: 'Offers by e-mail must carry your postal address. Add it in the settings and to the message.',
  unsubscribe_missing: 'Offers by e-mail must carry a link to unsubscribe. Add it to the message.',
  confirmation_incomplete:
    'The confirmation of an opt-out must say that the person is unsubscribed and gets no more messages.',
  estimate_words_missing: 'A price counts as a firm offer unless the text says that it is an estimate. Add that it is.',
  review_link_forbidden: 'Yelp forbids asking for reviews, so no message may mention it. Use another review page.',
  review_conditional:
    'A review may be asked of every customer alike, never for a reward or of happy ones only. Take that out.',
  review_written: 'The message offers a review that is already written. Reviews must be the customer’s own words.',
  indemnity_promised:
    'The message promises to bear the cost of repairs, which is insurance. Call it scheduled maintenance.',
  characters_hidden: 'The text holds characters that nobody sees, often pasted along. Type it anew.',
  link_shortened: 'Carriers refuse links of public shorteners. Write the whole address of the page.',
  episode_already_texted: 'This customer was already texted about this call. The next text has to answer theirs.',
  reply_missing: 'This customer has not replied to the first text, so no reminder may follow. Please call instead.',
  answers_spent: 'This message of the customer was already answered. Please answer yourself if more is to be said.',
  followup_too_soon: 'Less than a day has passed since the last message. The reminder waits until then.',
  followups_spent: 'This customer was reminded twice already. Please call instead.',
  service_texts_spent: 'Six texts went out about this visit already. Please call this customer instead.',
  marketing_too_soon: 'This customer got an offer recently. The next one waits: one in 7 days, four in 90 days.',
  state_cap_reached: 'The customer’s state allows no further message of this kind today. It waits.',
  customer_loop: 'Too many messages went to this customer within an hour. We stopped; please look at the conversation.',
  technician_loop:
    'More than 60 notices reached you within an hour, so we stopped texting you. Please look at the board.',
  unusual_volume:
    'Far more texts went out within an hour than usual, so we stopped. Please look at the board, then contact support.',
  dlt_missing:
    'Texts to India need an entity, a header and templates registered with the operators. Add them in the settings.',
  dlt_template_mismatch:
    'The text matches none of your registered Indian templates word for word. Register these words or change them.',
  quiet_hours: 'It is outside the hours in which this customer may be texted. The message waits until they begin.',
  no_lawful_hour: 'There is no hour at which this message may reach every place the customer may be in.',
  carrier_pace: 'Phone carriers take only so many texts at a time from your number. The message waits for its turn.',
  too_late:
    'The message would have arrived too late to make sense, so it was not sent. Please call this customer back.',
  budget_spent: 'Your messages for this period are used up, so nothing was sent. Raise the limit in the settings.',
}

/** What happened and what to do, in a sentence or two for the technician. */
export function describeGateCode(code: GateCode): string {
  return SENTENCES[code]
}

export const GATE_CODES = Object.keys(SENTENCES) as GateCode[]
