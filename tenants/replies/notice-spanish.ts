import { adsDisconnected } from './ads-notice.ts'
import { crmDisconnected } from './crm-notice.ts'
import { AFTER_NOTICES_ES } from './notice-after.ts'
import { capital, type NoticeWords } from './notice-words.ts'
import { VISIT_NOTICES_SPANISH } from './visit-notices.ts'

const CALL_LIST = 'Vea la lista de llamadas de su celular.'
const NOT_ASKED = 'Nadie le ha preguntado si quiere un texto'
const NOT_AGREED: Record<string, string> = {
  press_1: 'No ha marcado 1 para recibir un texto',
  spoken_yes: 'No ha dicho que sí a un texto',
}
const OFFERED = 'Le ofrecimos una hora libre y le avisamos cuando la acepte.'
const NOT_ANSWERED = 'Ha pedido no recibir textos y no le contestamos. Por favor, llame.'

const REGISTRATION: Record<string, string> = {
  campaign_approved: 'Las operadoras aprobaron su número. Desde ahora escribimos a quien no pueda atender.',
  brand_rejected: 'Las operadoras rechazaron su negocio. Vea el motivo en Ajustes, Registro de textos, y corrija.',
  campaign_rejected: 'Las operadoras rechazaron sus textos. Vea el motivo en Ajustes, Registro de textos, y corrija.',
  suspended: 'Las operadoras suspendieron su número. Le avisamos de las llamadas perdidas y no escribimos a nadie.',
  reinstated: 'Su número puede enviar textos otra vez. Desde ahora escribimos a quien no pueda atender.',
}

/** In the letters of GSM-7 where a sentence allows it, as the texts to customers are. */
const RELATIONS: Record<string, string> = { staff: 'equipo', supplier: 'proveedor', family: 'familia' }

/** The rest is written. */
const SAID: Record<string, string> = { voice: 'Dijo en el buzón de voz', email: 'Escribe por correo', note: 'Dijo' }

export const SPANISH_NOTICES: NoticeWords = {
  stranger: 'alguien',
  say: (quote, channel) => ` ${SAID[channel] ?? 'Escribe'}: "${quote}"`,
  countCalls: (count) => ` (${count} llamadas)`,
  outsideHours: (nextOpening) => `, fuera de su horario${nextOpening === '' ? '' : ` (abre el ${nextOpening})`}`,
  askToTake: (sentence) => `${sentence} Responda OK si usted va.`,
  forStaff: (sentence, business) => `${business}: ${sentence} STOP para no recibir avisos.`,
  emergencies: {
    gas: 'gas',
    carbon_monoxide: 'monóxido de carbono',
    sparks: 'electricidad',
    electrical: 'electricidad',
    fire: 'fuego',
    flooding: 'agua',
  },
  subjects: {
    ...VISIT_NOTICES_SPANISH.subjects,
    caller_hidden: 'Llamada perdida',
    known_called: 'Llamada perdida',
    known_wrote: 'Mensaje nuevo',
    visit_called: 'Llamada por una visita',
    caller_unreachable: 'Llamada perdida, no recibe textos',
    caller_opted_out: 'Llamada perdida',
    not_agreed: 'Llamada perdida',
    call_too_old: 'Llamada perdida',
    lead_untexted: 'Solicitud nueva sin texto',
    lead_again: 'Otra solicitud',
    quote_waiting: 'Piden un precio',
    canary_failed: 'Llamadas quizá sin respuesta',
    ads_stopped: 'Anuncios: gasto inusual',
    decision_waiting: 'Una propuesta',
    no_reply: 'Sin respuesta',
    text_failed: 'Texto no entregado',
    email_failed: 'Correo no entregado',
    booking_wanted: 'Quiere una visita',
    question_asked: 'Pregunta',
    price_unknown: 'Pide un precio',
    emergency: 'EMERGENCIA',
    emergency_taken: 'Emergencia atendida',
    emergency_unanswered: 'EMERGENCIA, NADIE CONTESTA',
    called_again: 'Otra llamada',
    wrote_while_taken_over: 'Mensaje nuevo',
    customer_declined: 'Ya no le necesita',
    unclear_reply: 'Mensaje poco claro',
    message_in_doubt: 'Mensaje en duda',
    dead_letter: 'Sin hacer',
    registration_moved: 'Registro de textos',
    sending_stopped: 'Textos detenidos',
    privacy_due: 'Solicitud de privacidad',
    privacy_late: 'Solicitud de privacidad ATRASADA',
    privacy_step_failed: 'Sin borrar',
    business_closed: 'Negocio cerrado',
    crm_disconnected: 'GoHighLevel desconectado',
    ads_disconnected: 'Google Ads desconectado',
    help_asked: 'Qué son estos textos',
    decision_stands: 'Esa propuesta',
    ...AFTER_NOTICES_ES.subjects,
    more_waiting: 'Más del mismo cliente',
    many_waiting: 'HAY MÁS CLIENTES ESPERANDO',
  },
  sentences: {
    ...VISIT_NOTICES_SPANISH.sentences,
    caller_hidden: ({ who, isStranger, times, kind, detail }) => {
      const from = isStranger ? '' : ` de ${who}`
      if (detail === 'look_up_pending') {
        return `Llamada perdida${from}${times}. Buscamos el número y le escribiremos en cuanto aparezca. ${CALL_LIST}`
      }
      if (isStranger && kind === '') {
        return `Llamada perdida de un número oculto${times}: no podemos escribirle. ${CALL_LIST}`
      }
      return `Llamada perdida${from}${times}. No podemos escribirle: ${kind || 'falta el número'}. ${CALL_LIST}`
    },
    known_called: ({ who, times, detail }) =>
      `Llamada perdida de ${who}${times} (${RELATIONS[detail ?? ''] ?? 'conocido'}). No le escribimos.`,
    known_wrote: ({ who, said, detail }) =>
      `Mensaje de ${who} (${RELATIONS[detail ?? ''] ?? 'conocido'}).${said} No contestamos.`,
    visit_called: ({ who, times, when }) =>
      `Llamada perdida de ${who}${times}, con visita el ${when}. Por favor, llame.`,
    caller_unreachable: ({ who, times, because }) =>
      `Llamada perdida de ${who}${times}. No podemos escribirle${because}. Por favor, llame.`,
    caller_opted_out: ({ who, times }) =>
      `Llamada perdida de ${who}${times}. Ha pedido no recibir textos y no le escribimos. Por favor, llame.`,
    not_agreed: ({ who, times, detail }) =>
      `Llamada perdida de ${who}${times}. ${NOT_AGREED[detail ?? ''] ?? NOT_ASKED} y no le escribimos. Por favor, llame.`,
    call_too_old: ({ who, times }) =>
      `Llamada perdida de ${who}${times}. Nos enteramos tarde y no le escribimos. Por favor, llame.`,
    lead_untexted: ({ who, said, because }) =>
      `Solicitud en un formulario de ${who}.${said} No pudimos escribirle${because}. Por favor, responda.`,
    lead_again: ({ who, said }) =>
      `${capital(who)} llenó otra vez un formulario.${said} No enviamos otro texto. Por favor, responda.`,
    ads_stopped: () =>
      'Sus anuncios gastan o traen algo inusual; no cambiamos nada. Revise y permita allí que sigan los cambios.',
    canary_failed: ({ because }) =>
      `La prueba de esta noche falló${because}. Quizá no salgan textos. Lo revisamos; esté atento a sus llamadas.`,
    decision_waiting: ({ detail, code }) =>
      `Una propuesta: ${detail} ${code === '' ? 'Decida en la página de sus agentes.' : `Responda ${code} SI para hacerlo o ${code} NO para dejarlo.`}`,
    quote_waiting: ({ who, said, because }) =>
      because === ''
        ? `${capital(who)} espera su precio.${said} Póngalo en su tablero y enviamos el estimado.`
        : `El estimado no le llegó a ${who}${because}. Por favor, dígale usted el precio.`,
    no_reply: ({ who, times, because }) => {
      const email = because === '' ? '' : ` El correo no ha llegado${because}.`
      return `Sin respuesta de ${who}${times} tras su llamada perdida.${email} Por favor, llame.`
    },
    text_failed: ({ who, times, because, detail }) =>
      detail === 'texting_off'
        ? `Llamada perdida de ${who}${times}. Su negocio no puede enviar textos ahora. Por favor, llame.`
        : `El texto no le ha llegado a ${who}${because}. Por favor, llame.`,
    email_failed: ({ who, because }) => `El correo no le ha llegado a ${who}${because}. Por favor, llame.`,
    booking_wanted: ({ who, when, outside, said, detail }) => {
      const visit = when === '' ? 'quiere una visita.' : `quiere una visita el ${when}${outside}.`
      const open = detail === 'offered' ? OFFERED : 'Falta confirmar: por favor, llame o escriba.'
      const next = detail === 'opted_out' ? NOT_ANSWERED : open
      return `${capital(who)} ${visit}${said} ${next}`
    },
    question_asked: ({ who, said, detail }) => {
      const next = detail === 'opted_out' ? NOT_ANSWERED : 'Le dijimos que usted va a responder.'
      return `${capital(who)} tiene una pregunta.${said} ${next}`
    },
    price_unknown: ({ who, said }) =>
      `${capital(who)} pide un precio que no encontramos en su lista.${said} Por favor, responda.`,
    emergency: ({ who, kind, said }) => `EMERGENCIA${kind === '' ? '' : ` (${kind})`}: ${who}.${said} Llame ya.`,
    emergency_taken: ({ who, detail }) =>
      `La emergencia de ${who} ya tiene quien la atienda${detail === null ? '' : `: ${detail}`}. No hay que hacer nada.`,
    emergency_unanswered: ({ who, kind, said }) =>
      `Nadie de guardia contesta por la EMERGENCIA${kind === '' ? '' : ` (${kind})`} de ${who}.${said} Llame ya.`,
    called_again: ({ who, times }) => `${capital(who)} ha vuelto a llamar${times} y nadie contesta. Por favor, llame.`,
    wrote_while_taken_over: ({ who, said }) =>
      `Mensaje nuevo de ${who}.${said} Usted atiende a este cliente: no contestamos.`,
    customer_declined: ({ who, said }) => `${capital(who)} no le necesita esta vez.${said} No hay que hacer nada.`,
    unclear_reply: ({ who, said }) =>
      `No entendemos un mensaje de ${who} y no contestamos.${said} Por favor, responda.`,
    message_in_doubt: ({ who }) =>
      `No sabemos si el mensaje le ha llegado a ${who} y no lo repetimos. Por favor, pregunte.`,
    dead_letter: ({ who, because }) =>
      `No pudimos completar una tarea para ${who}${because}. Puede intentarlo otra vez en su tablero.`,
    registration_moved: ({ detail }) => REGISTRATION[detail ?? ''] ?? 'Hay novedades de su registro de textos.',
    privacy_due: ({ detail }) =>
      detail === 'confirm'
        ? 'Un cliente espera saber que llegó su solicitud de privacidad. Vea Ajustes, Privacidad.'
        : `La solicitud de privacidad de un cliente vence en ${detail ?? 'pocos'} días. Ajustes, Privacidad muestra lo que falta.`,
    privacy_late: ({ detail }) =>
      detail === 'breached'
        ? 'Una solicitud de privacidad pasó la fecha que da la ley. Contéstela ya: Ajustes, Privacidad.'
        : 'Una solicitud de privacidad ya debería estar cumplida. Contéstela hoy: Ajustes, Privacidad.',
    privacy_step_failed: ({ because }) =>
      `Algo no se pudo borrar en un proveedor${because}. En su tablero puede intentarlo otra vez.`,
    crm_disconnected: ({ detail }) => crmDisconnected(detail, 'es'),
    ads_disconnected: ({ detail }) => adsDisconnected(detail, 'es'),
    decision_stands: ({ detail }) => `${detail ?? ''} Su página de agentes las muestra todas.`,
    help_asked: ({ detail }) =>
      `Textos automáticos sobre llamadas, visitas y emergencias. Para ayuda escriba a ${detail ?? ''}. ` +
      'Su número varía. Pueden aplicarse tarifas. Responda STOP para no recibir más.',
    ...AFTER_NOTICES_ES.sentences,
    more_waiting: ({ who, detail }) =>
      `Y ${detail ?? 'algunos'} avisos más sobre ${who} en una hora. Su tablero los muestra todos.`,
    many_waiting: ({ detail }) =>
      detail === '1'
        ? 'Le espera 1 llamada o mensaje más. Su tablero lo muestra.'
        : `Le esperan ${detail ?? 'muchos'} llamadas y mensajes más. Su tablero los muestra todos.`,
    business_closed: () =>
      'Su negocio se cerró: ya no sale ningún mensaje. Puede llevarse sus datos, y volver durante 30 días.',
    sending_stopped: () =>
      'Detuvimos todos los textos de su negocio: en una hora salieron muchos más de lo normal. ' +
      'Por favor, vea su tablero. Puede volver a empezar en Ajustes, Pausa.',
  },
}
