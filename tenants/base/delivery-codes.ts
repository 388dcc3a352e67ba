/**
 * What the codes of providers, of the gate and of ourselves mean, as half a sentence that fits behind a colon. Twilio's
 * are numbers from its error dictionary; the words are ours.
 */
type Meaning = { en: string; es: string }

const OPTED_OUT: Meaning = { en: 'they opted out of texts', es: 'pidió no recibir textos' }
const LANDLINE: Meaning = { en: 'the number is a landline', es: 'es un número fijo' }
const NO_NUMBER: Meaning = { en: 'the number cannot get texts', es: 'el número no recibe textos' }
const ABROAD: Meaning = { en: 'the number is abroad', es: 'el número es del extranjero' }
const UNREGISTERED: Meaning = {
  en: 'your number is not approved for texts yet',
  es: 'su número todavía no puede enviar textos',
}
const SUSPENDED: Meaning = { en: 'your number is suspended for texts', es: 'su número está suspendido para textos' }
const TEXTING_OFF: Meaning = { en: 'texting is off for your business', es: 'los textos están apagados' }
const TOO_LATE: Meaning = { en: 'it would have come too late', es: 'habría llegado tarde' }
const UNANSWERED: Meaning = { en: 'the provider did not answer', es: 'el proveedor no respondió' }
const BUSY: Meaning = { en: 'too many messages at once', es: 'demasiados mensajes a la vez' }
const REFUSED_WORDS: Meaning = { en: 'its words broke a sending rule', es: 'sus palabras rompen una regla de envío' }
const ALREADY_SENT: Meaning = { en: 'it was sent once already', es: 'ya se envió una vez' }
const NEEDS_WORDS: Meaning = { en: 'something its words must say is missing', es: 'falta algo que debe decir' }
const CAREFUL_REVIEWS: Meaning = { en: 'it broke a rule on reviews', es: 'rompe una regla sobre reseñas' }
const NO_CONTACT: Meaning = { en: 'the contact was not found', es: 'no se encontró el contacto' }
const PACED: Meaning = { en: 'the provider takes only so much at a time', es: 'el proveedor pide ir más despacio' }
const DISORDERED: Meaning = { en: 'the provider is out of order', es: 'el proveedor tiene una falla' }
const NO_ENTRY: Meaning = { en: 'the provider lets us in no more', es: 'el proveedor ya no nos deja entrar' }
const NOT_THERE: Meaning = { en: 'the provider could not find it', es: 'el proveedor no lo encontró' }
const NOT_TAKEN: Meaning = { en: 'the provider would not take it', es: 'el proveedor no lo aceptó' }
const NOT_CARRIED: Meaning = { en: 'the phone network would not take it', es: 'la red telefónica no lo aceptó' }
const SPENT: Meaning = { en: 'the limit for today is used up', es: 'se alcanzó el límite de hoy' }
const UNKNOWN: Meaning = { en: 'something unexpected went wrong', es: 'ocurrió una falla inesperada' }
const NOT_CONNECTED: Meaning = { en: 'GoHighLevel is not connected', es: 'GoHighLevel no está conectado' }

const MEANINGS: Record<string, Meaning> = {
  '20003': { en: 'the texting account refused our key', es: 'la cuenta de textos rechazó la clave' },
  '20429': BUSY,
  '21211': { en: 'the number is not valid', es: 'el número no es válido' },
  '21408': ABROAD,
  '21610': OPTED_OUT,
  '21611': BUSY,
  '21612': NO_NUMBER,
  '21614': LANDLINE,
  '30001': BUSY,
  '30002': SUSPENDED,
  '30003': { en: 'the phone is off or out of reach', es: 'el teléfono está apagado o sin señal' },
  '30004': { en: 'the phone blocks our texts', es: 'el teléfono bloquea los textos' },
  '30005': { en: 'the number is not in service', es: 'el número no está en servicio' },
  '30006': LANDLINE,
  '30007': { en: 'the carrier took it for spam', es: 'la operadora lo tomó por spam' },
  '30008': { en: 'the carrier gave no reason', es: 'la operadora no dijo por qué' },
  '30022': BUSY,
  '30023': SPENT,
  '30027': SPENT,
  '30032': UNREGISTERED,
  '30034': UNREGISTERED,
  '30035': UNREGISTERED,
  '30036': TOO_LATE,
  '30040': UNREGISTERED,
  '30454': SPENT,
  http_401: NO_ENTRY,
  http_403: NO_ENTRY,
  http_404: NOT_THERE,
  http_408: UNANSWERED,
  http_410: NOT_THERE,
  invalid_api_key: NO_ENTRY,
  daily_quota_exceeded: SPENT,
  monthly_quota_exceeded: SPENT,
  rate_limit_exceeded: BUSY,
  invalid_to_address: { en: 'the e-mail address is not valid', es: 'la dirección de correo no es válida' },
  crm_disconnected: NOT_CONNECTED,
  landline: LANDLINE,
  opted_out: OPTED_OUT,
  do_not_disturb: { en: 'GoHighLevel marks them as wanting no texts', es: 'GoHighLevel indica que no quiere textos' },
  scope_missing: { en: 'GoHighLevel was not given permission', es: 'GoHighLevel no tiene permiso' },
  sender_number_gone: { en: 'your number is gone in GoHighLevel', es: 'su número ya no está en GoHighLevel' },
  contact_differs: { en: 'GoHighLevel has another number for them', es: 'GoHighLevel tiene otro número suyo' },
  marketing_unregistered: { en: 'your registration covers no offers', es: 'su registro no cubre ofertas' },
  email_domain_missing: {
    en: 'offers need an e-mail domain of your own',
    es: 'las ofertas necesitan un dominio de correo propio',
  },
  complaints_high: { en: 'too many called your e-mail junk', es: 'muchos marcaron su correo como spam' },
  texting_off: TEXTING_OFF,
  signature_refused: { en: 'our front door refused the call', es: 'nuestra entrada rechazó la llamada' },
  number_unknown: { en: 'your number is not known at our front door', es: 'no se conoce su número en la entrada' },
  unreachable: { en: 'our front door could not be reached', es: 'no se pudo llegar a nuestra entrada' },
  caller_unknown: { en: 'the caller was not written down', es: 'no se anotó quién llamaba' },
  journey_missing: { en: 'the call led to no conversation', es: 'la llamada no abrió ninguna conversación' },
  text_missing: { en: 'no text was made', es: 'no se hizo ningún texto' },
  lost: { en: 'the call got lost on its way', es: 'la llamada se perdió en el camino' },
  late: { en: 'the call took too long', es: 'la llamada tardó demasiado' },
  phone_missing: { en: 'they gave no phone number', es: 'no dio un número de teléfono' },
  phone_unusable: { en: 'the number they gave is incomplete', es: 'el número que dio está incompleto' },
  overdue: { en: 'it has not left within the time promised', es: 'no salió en el tiempo prometido' },
  asked_lately: { en: 'they were asked not long ago', es: 'se le pidió hace poco' },
  related: { en: 'they are no customer like any other', es: 'no es un cliente como los demás' },
  reviews_off: { en: 'asking for reviews is switched off', es: 'pedir reseñas está apagado' },
  plans_off: { en: 'offering plans is switched off', es: 'ofrecer planes está apagado' },
  enrolled: { en: 'they have agreed to a plan', es: 'ya aceptó un plan' },
  plan_gone: { en: 'the plan is no longer in your settings', es: 'el plan ya no está en su configuración' },
  too_old: { en: 'it is too long ago', es: 'pasó demasiado tiempo' },
  look_up_pending: { en: 'the number is still being looked up', es: 'todavía se busca el número' },
  not_found: NO_CONTACT,
  '404': NO_CONTACT,
  no_phone: { en: 'the contact has no phone number', es: 'el contacto no tiene teléfono' },
  own_number: { en: 'the number is your own', es: 'el número es el suyo' },
  bounced: { en: 'the e-mail address does not work', es: 'la dirección de correo no funciona' },
  complained: { en: 'they marked our e-mail as spam', es: 'marcó el correo como spam' },
  failed: { en: 'it was not delivered', es: 'no se entregó' },
  undelivered: { en: 'it was not delivered', es: 'no se entregó' },
  said_already: { en: 'they were told the same a moment ago', es: 'se le dijo lo mismo hace un momento' },
  customer_wrote: { en: 'the customer wrote first', es: 'el cliente escribió antes' },
  call_answered: { en: 'the caller was answered', es: 'se atendió la llamada' },
  taken_over: { en: 'a person took the conversation over', es: 'una persona tomó la conversación' },
  not_interested: { en: 'the customer declined', es: 'el cliente ya no lo necesita' },
  wrong_number: { en: 'it was the wrong number', es: 'era un número equivocado' },
  spam: { en: 'the customer sent spam', es: 'el cliente envió spam' },
  timeout: UNANSWERED,
  connection_lost: UNANSWERED,
  origin_unreachable: UNANSWERED,
  answer_unreadable: UNANSWERED,
  interrupted: { en: 'sending was interrupted', es: 'el envío se interrumpió' },
  crm_not_connected: NOT_CONNECTED,
  no_pipeline: { en: 'GoHighLevel has no pipeline', es: 'GoHighLevel no tiene un pipeline' },
  kill_switch_on: TEXTING_OFF,
  no_sms_number: { en: 'you have no number for texts yet', es: 'todavía no tiene un número para textos' },
  registration_pending: UNREGISTERED,
  registration_suspended: SUSPENDED,
  destination_invalid: { en: 'the number or address is not valid', es: 'el número o la dirección no es válida' },
  destination_foreign: ABROAD,
  destination_landline: LANDLINE,
  destination_own_number: { en: 'the number is your own', es: 'el número es el suyo' },
  suppressed: { en: 'they opted out', es: 'pidió no recibir mensajes' },
  confirmation_too_late: TOO_LATE,
  consent_missing: { en: 'they have not agreed to texts', es: 'no ha aceptado textos' },
  conversation_closed: { en: 'the conversation is over', es: 'la conversación terminó' },
  episode_already_texted: { en: 'they were texted about this call already', es: 'ya se le escribió por esta llamada' },
  answers_spent: { en: 'this was answered already', es: 'ya se respondió' },
  customer_loop: BUSY,
  technician_loop: BUSY,
  quiet_hours: { en: 'it is too early or too late in their day', es: 'es muy temprano o muy tarde para el cliente' },
  no_lawful_hour: { en: 'no hour suits everywhere they may be', es: 'ninguna hora sirve donde puede estar el cliente' },
  too_late: TOO_LATE,
  budget_spent: { en: 'your messages for this period are used up', es: 'se acabaron sus mensajes de este período' },
  amount_not_allowed: { en: 'it names an amount not in your price book', es: 'nombra un precio fuera de su lista' },
  price_in_first_text: { en: 'their state bars prices in a first text', es: 'su estado no permite precios al inicio' },
  promotion_in_class: { en: 'its words promote something', es: 'sus palabras promueven algo' },
  card_number: { en: 'it holds or asks for a card number', es: 'contiene o pide un número de tarjeta' },
  too_many_segments: { en: 'it is too long', es: 'es demasiado largo' },
  body_too_long: { en: 'it is too long', es: 'es demasiado largo' },
  business_name_missing: REFUSED_WORDS,
  opt_out_words_missing: REFUSED_WORDS,
  link_not_allowed: REFUSED_WORDS,
  opt_out_word_misused: REFUSED_WORDS,
  human_claim: REFUSED_WORDS,
  disclosure_missing: REFUSED_WORDS,
  marketing_outside_us: {
    en: 'offers go to US numbers only',
    es: 'las ofertas son solo para números de Estados Unidos',
  },
  confirmation_not_due: { en: 'no confirmation was owed', es: 'no se debía ninguna confirmación' },
  confirmation_already_sent: ALREADY_SENT,
  help_already_answered: ALREADY_SENT,
  written_consent_missing: { en: 'they have not agreed to offers in writing', es: 'no aceptó ofertas por escrito' },
  relationship_missing: {
    en: 'their last job or call is too long ago',
    es: 'su último trabajo o llamada es muy antiguo',
  },
  body_empty: { en: 'it had no words', es: 'no tenía palabras' },
  postal_address_missing: { en: 'it lacks your postal address', es: 'falta su dirección postal' },
  unsubscribe_missing: { en: 'it lacks a link to unsubscribe', es: 'falta el enlace para darse de baja' },
  confirmation_incomplete: NEEDS_WORDS,
  estimate_words_missing: { en: 'it does not call its price an estimate', es: 'no dice que el precio es estimado' },
  review_link_forbidden: CAREFUL_REVIEWS,
  review_conditional: CAREFUL_REVIEWS,
  review_written: CAREFUL_REVIEWS,
  characters_hidden: { en: 'it holds characters nobody sees', es: 'tiene caracteres que nadie ve' },
  link_shortened: { en: 'carriers refuse shortened links', es: 'las compañías rechazan los enlaces acortados' },
  indemnity_promised: { en: 'it promises to pay for repairs', es: 'promete pagar reparaciones' },
  reply_missing: { en: 'they have not replied to the first text', es: 'no respondió al primer texto' },
  followup_too_soon: { en: 'less than a day has passed', es: 'no ha pasado un día' },
  followups_spent: { en: 'they were reminded twice already', es: 'ya se le recordó dos veces' },
  service_texts_spent: { en: 'six texts went out about this visit', es: 'ya salieron seis textos sobre esta visita' },
  marketing_too_soon: { en: 'they got an offer recently', es: 'recibió una oferta hace poco' },
  state_cap_reached: { en: 'their state allows no more today', es: 'su estado no permite más por hoy' },
  unusual_volume: { en: 'far more texts than usual went out', es: 'salieron muchos más textos que lo normal' },
  carrier_pace: { en: 'carriers take only so many at a time', es: 'las operadoras aceptan pocos a la vez' },
  media_too_large: { en: 'it is larger than 5 MB', es: 'ocupa más de 5 MB' },
  media_type_refused: {
    en: 'it is no picture or recording that is kept here',
    es: 'no es una foto ni un audio admitido',
  },
  media_unreadable: { en: 'the file is damaged', es: 'el archivo está dañado' },
  media_elsewhere: { en: 'it lies at a place that is not trusted', es: 'está en un lugar que no es de confianza' },
  media_missing: { en: 'the provider does not have it', es: 'el proveedor no lo tiene' },
  media_aged: { en: 'it was kept for as long as was set', es: 'se guardó el tiempo fijado' },
  files_unavailable: { en: 'our store of files did not answer', es: 'nuestro archivo no respondió' },
  visit_changed: { en: 'the visit was changed since', es: 'la visita cambió después' },
  visit_over: { en: 'the visit is over', es: 'la visita ya pasó' },
  known: { en: 'they are somebody you know', es: 'es alguien conocido' },
  withdrawn: { en: 'it was taken back', es: 'se retiró' },
  quote_withdrawn: { en: 'the estimate was taken back', es: 'se retiró el estimado' },
  job_withdrawn: { en: 'the job was taken back', es: 'se retiró el trabajo' },
  came_back: { en: 'they have been in touch since', es: 'volvió a comunicarse' },
  customer_complained: { en: 'the customer complained', es: 'el cliente se quejó' },
  plan_cancelled: { en: 'the plan was ended', es: 'se terminó el plan' },
  plan_ended: { en: 'the plan was ended', es: 'se terminó el plan' },
  customer_gone: { en: 'the customer was erased', es: 'se borró al cliente' },
  rate_budget_spent: PACED,
  http_429: PACED,
  location_gone: { en: 'the sub-account lets us in no more', es: 'la subcuenta ya no nos deja entrar' },
  token_refused: { en: 'GoHighLevel refused our key', es: 'GoHighLevel rechazó la clave' },
  no_calendar: { en: 'GoHighLevel has no calendar', es: 'GoHighLevel no tiene un calendario' },
  appointment_refused: { en: 'GoHighLevel refused the time', es: 'GoHighLevel rechazó la hora' },
  dlt_missing: { en: 'you are not registered for texts to India', es: 'no está registrado para textos a la India' },
  dlt_template_mismatch: { en: 'no registered template has its words', es: 'ninguna plantilla registrada coincide' },
}

/** The meaning of a code, or null for one we do not know: `21614` → `the number is a landline`. */
export function describeDeliveryCode(code: string, language: 'en' | 'es'): string | null {
  // What failed on the way to a key for GoHighLevel stands in front of how it failed.
  const status = /(?:^|_)(http_\d{3})$/.exec(code)?.[1] ?? code
  if (/^http_5\d\d$/.test(status)) return DISORDERED[language]
  return Object.hasOwn(MEANINGS, status) ? (MEANINGS[status]?.[language] ?? null) : null
}

/**
 * The meaning for a person to read, of every code there may be: `http_422` means nothing to anybody whose hands are on
 * a job. The code itself stays in the timeline's fact, for whoever looks into it.
 */
export function explainDeliveryCode(code: string, language: 'en' | 'es'): string {
  return describeDeliveryCode(code, language) ?? unlisted(code)[language]
}

function unlisted(code: string): Meaning {
  if (/(?:^|_)http_[34]\d\d$/.test(code)) return NOT_TAKEN
  return /^\d{5}$/.test(code) ? NOT_CARRIED : UNKNOWN
}
