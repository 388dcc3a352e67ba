import { capital, type NoticeWords } from './notice-words.ts'

const CALL_LIST = 'Vea la lista de llamadas de su celular.'
const NOT_ANSWERED = 'Ha pedido no recibir textos y no le contestamos. Por favor, llame.'

/** In the letters of GSM-7 where a sentence allows it, as the texts to customers are. */
export const SPANISH_NOTICES: NoticeWords = {
  stranger: 'alguien',
  say: (quote) => ` Escribe: "${quote}"`,
  countCalls: (count) => ` (${count} llamadas)`,
  outsideHours: (nextOpening) => `, fuera de su horario${nextOpening === '' ? '' : ` (abre el ${nextOpening})`}`,
  nameCode: (code) => `código ${code}`,
  emergencies: {
    gas: 'gas',
    carbon_monoxide: 'monóxido de carbono',
    sparks: 'electricidad',
    electrical: 'electricidad',
    fire: 'fuego',
    flooding: 'agua',
  },
  subjects: {
    caller_hidden: 'Llamada perdida',
    caller_unreachable: 'Llamada perdida, no recibe textos',
    caller_opted_out: 'Llamada perdida',
    call_too_old: 'Llamada perdida',
    no_reply: 'Sin respuesta',
    text_failed: 'Texto no entregado',
    email_failed: 'Correo no entregado',
    booking_wanted: 'Quiere una visita',
    question_asked: 'Pregunta',
    price_unknown: 'Pide un precio',
    emergency: 'EMERGENCIA',
    called_again: 'Otra llamada',
    wrote_while_taken_over: 'Nuevo texto',
    customer_declined: 'Ya no le necesita',
    unclear_reply: 'Texto poco claro',
    message_in_doubt: 'Mensaje en duda',
    dead_letter: 'Sin hacer',
  },
  sentences: {
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
    caller_unreachable: ({ who, times, because }) =>
      `Llamada perdida de ${who}${times}. No podemos escribirle${because}. Por favor, llame.`,
    caller_opted_out: ({ who, times }) =>
      `Llamada perdida de ${who}${times}. Ha pedido no recibir textos y no le escribimos. Por favor, llame.`,
    call_too_old: ({ who, times }) =>
      `Llamada perdida de ${who}${times}. Nos enteramos tarde y no le escribimos. Por favor, llame.`,
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
      const next = detail === 'opted_out' ? NOT_ANSWERED : 'Falta confirmar: por favor, llame o escriba.'
      return `${capital(who)} ${visit}${said} ${next}`
    },
    question_asked: ({ who, said, detail }) => {
      const next = detail === 'opted_out' ? NOT_ANSWERED : 'Le dijimos que usted va a responder.'
      return `${capital(who)} tiene una pregunta.${said} ${next}`
    },
    price_unknown: ({ who, said }) =>
      `${capital(who)} pide un precio que no encontramos en su lista.${said} Por favor, responda.`,
    emergency: ({ who, kind, said }) => `EMERGENCIA${kind === '' ? '' : ` (${kind})`}: ${who}.${said} Llame ya.`,
    called_again: ({ who, times }) => `${capital(who)} ha vuelto a llamar${times} y nadie contesta. Por favor, llame.`,
    wrote_while_taken_over: ({ who, said }) =>
      `Nuevo texto de ${who}.${said} Usted atiende a este cliente: no contestamos.`,
    customer_declined: ({ who, said }) => `${capital(who)} no le necesita esta vez.${said} No hay que hacer nada.`,
    unclear_reply: ({ who, said }) => `No entendemos un texto de ${who} y no contestamos.${said} Por favor, responda.`,
    message_in_doubt: ({ who }) =>
      `No sabemos si el mensaje le ha llegado a ${who} y no lo repetimos. Por favor, pregunte.`,
    dead_letter: ({ who, because }) =>
      `No pudimos completar una tarea para ${who}${because}. Puede intentarlo otra vez en su tablero.`,
  },
}
