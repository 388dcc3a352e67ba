import type { Edit, TriedScript } from './seen.ts'

/**
 * Other words for what we ship, one idea each: fewer words, the question where the eye rests last, who will answer, a
 * question that is easy to answer, the price in front. Each says what the law wants said; the lint judges them all once
 * more, for the very business. The Spanish lives within GSM-7, as ours does.
 */
type Library = Record<TriedScript, Record<'en' | 'es', Partial<Record<Edit, string>>>>

export const LIBRARY: Library = {
  missed_call_text: {
    en: {
      shorter: '{business}: we missed your call. How can we help? Automated text. Reply STOP to opt out',
      question_last:
        '{business}: sorry we missed your call. This is an automated text, reply STOP to opt out. ' +
        'What do you need help with?',
      owner_named:
        '{business}: sorry we missed you! {owner} reads what you write here. What do you need help with? ' +
        'This is an automated text. Reply STOP to opt out',
      easy_question:
        '{business}: sorry we missed your call! Is it a repair, a new installation or something else? ' +
        'This is an automated text. Reply STOP to opt out',
    },
    es: {
      shorter:
        '{business}: no pudimos contestar su llamada. ¿Le ayudamos? Texto automatizado. ' +
        'Responda STOP para no recibir textos',
      question_last:
        '{business}: sentimos no haber contestado. Este mensaje es automatizado, responda STOP para no recibir textos. ' +
        '¿En qué le podemos ayudar?',
      owner_named:
        '{business}: sentimos no haber contestado. {owner} lee lo que usted escribe. ¿En qué le ayudamos? ' +
        'Mensaje automatizado. Responda STOP para no recibir textos',
      easy_question:
        '{business}: sentimos no haber contestado. ¿Necesita reparar algo, instalar algo nuevo, u otra cosa? ' +
        'Mensaje automatizado. Responda STOP para no recibir textos',
    },
  },
  price_answer: {
    en: {
      shorter: '{service}: {price}. That is an estimate, confirmed on site. When would suit you?',
      price_first:
        '{price} for {service}. This is an estimate, confirmed on site. What day would suit you for a visit?',
      owner_named:
        '{service}: {price}. This is an estimate, which {owner} confirms on site. What day would suit you for a visit?',
      easy_question:
        '{service}: {price}. This is an estimate, confirmed on site. Would a morning or an afternoon suit you better?',
    },
    es: {
      shorter: '{service}: {price}. Es un precio estimado que se confirma en el lugar. ¿Qué fecha le conviene?',
      price_first:
        '{price} por {service}. Es un precio estimado que se confirma en el lugar. ¿Qué fecha le conviene para la visita?',
      owner_named:
        '{service}: {price}. Es un precio estimado que {owner} confirma en el lugar. ¿Qué fecha le conviene?',
      easy_question:
        '{service}: {price}. Es un precio estimado que se confirma en el lugar. ¿Prefiere una visita de mañana o de tarde?',
    },
  },
}
