import { describeQuotes } from './prices.ts'
import { ADVICE_SPANISH } from './safety.ts'
import type { Words } from './words.ts'

/**
 * Spanish that lives within GSM-7: é, ñ, ü, ¿ and ¡ are in it, á, í, ó and ú are not, and one of those would leave room
 * for 134 characters instead of 306. The sentences are chosen so that none is missing.
 */
export const SPANISH: Words = {
  missedCall: ({ business }) => [
    `${business}: Sentimos no haber contestado su llamada. ¿En qué le podemos ayudar? Este mensaje es automatizado. ` +
      'Responda STOP para no recibir textos',
    `${business}: No pudimos contestar su llamada. ¿En qué le ayudamos? Texto automatizado. ` +
      'Responda STOP para no recibir textos',
    `${business}: texto automatizado. No pudimos contestar su llamada. ¿Le ayudamos? STOP para no recibir textos`,
    `${business} (auto): llamada perdida. ¿Ayuda? STOP para salir`,
  ],
  visitCall: (when, { business, owner }) => [
    `${business}: Sentimos no haber contestado su llamada. ¿Es por su visita${when === null ? '' : ` del ${when}`}? ` +
      `${owner} sabe que llamó. Puede responder aquí. Mensaje automatizado. Responda STOP para no recibir textos`,
    `${business}: No pudimos contestar su llamada. ¿Es por su visita? Puede responder aquí. ` +
      'Texto automatizado. Responda STOP para no recibir textos',
    `${business} (auto): llamada perdida. ¿Es por su visita? STOP para salir`,
  ],
  webLead: ({ business }) => [
    `${business}: ¡Gracias por su solicitud! ¿Qué trabajo necesita y qué fecha le conviene? ` +
      'Este mensaje es automatizado. Responda STOP para no recibir textos',
    `${business}: Gracias por su solicitud. ¿Qué trabajo necesita? Texto automatizado. ` +
      'Responda STOP para no recibir textos',
    `${business}: texto automatizado. Gracias por su solicitud. ¿Le ayudamos? STOP para no recibir textos`,
    `${business} (auto): solicitud recibida. STOP para salir`,
  ],
  priceAnswer: (quotes) => {
    const ask = '¿Qué fecha y hora le convienen para una visita?'
    const terms =
      quotes.length > 1
        ? 'Son precios estimados que se confirman en el lugar.'
        : 'Es un precio estimado que se confirma en el lugar.'
    const first = quotes.slice(0, 1)
    const price = first.map((quote) => quote.price).join('')
    return [
      ...[80, 40, 24].map((width) => `${describeQuotes(quotes, width)} ${terms} ${ask}`),
      `${describeQuotes(first, 24)} Precio estimado, se confirma en el lugar. ¿Qué fecha le conviene?`,
      `${describeQuotes(first, 24)} Estimado, se confirma en el lugar. ¿Qué fecha?`,
      `${describeQuotes(first, 0)} Estimado, se confirma en el lugar. ¿Qué fecha?`,
      `Est. ${price}. ¿Fecha?`,
    ]
  },
  priceAskService: (services) => {
    const short = ['Con gusto le damos un precio. ¿De qué trabajo se trata?', '¿Precio de qué trabajo?']
    if (services.length === 0) return short
    return [`Con gusto le damos un precio. ¿De qué trabajo se trata: ${services.join(', ')} u otro?`, ...short]
  },
  bookingReceived: (when, { owner, phone }) => {
    if (when === null) {
      return [
        `Gracias. ${owner} tiene su solicitud de visita y va a comunicarse con usted para confirmar la hora. ` +
          `¿Qué fecha y hora le convienen? Si es urgente, llame al ${phone}.`,
        `Gracias. Tenemos su solicitud y le confirmaremos la hora. ¿Qué fecha le conviene? ¿Urgente? ${phone}.`,
        `Gracias, tenemos su solicitud. ¿Qué fecha le conviene? ¿Urgente? ${phone}.`,
        'Gracias, le confirmaremos la hora.',
        'Le confirmaremos la hora.',
      ]
    }
    return [
      `Gracias. ${owner} tiene su solicitud para el ${when} y va a comunicarse con usted para confirmar la hora. ` +
        `Si es urgente, llame al ${phone}.`,
      `Gracias. Tenemos su solicitud para el ${when} y le confirmaremos la hora. ¿Urgente? ${phone}.`,
      `Gracias. Su solicitud: ${when}. Le confirmaremos la hora. ¿Urgente? ${phone}.`,
      `Gracias, le confirmaremos la hora. ¿Urgente? ${phone}.`,
      'Gracias, le confirmaremos la hora.',
      'Le confirmaremos la hora.',
    ]
  },
  questionReceived: ({ owner, phone }) => [
    `Gracias por su mensaje. ${owner} lo tiene y va a responderle. Si es urgente, llame al ${phone}.`,
    `Gracias, tenemos su mensaje y vamos a responderle. ¿Urgente? ${phone}.`,
    'Gracias, vamos a responderle.',
  ],
  emergency: (danger, { phone }) => {
    const [advice, brief, words] = ADVICE_SPANISH[danger]
    return [
      `${advice} Estamos avisando a la persona de guardia. También puede llamar al ${phone}.`,
      `${advice} Estamos avisando a la guardia.`,
      advice,
      `${brief} Estamos avisando.`,
      brief,
      words,
    ]
  },
  emergencySeen: (by, { business, phone }) => [
    ...(by === null ? [] : [`${by} ha visto su mensaje y le va a llamar. ¿Peligro? No espere: llame al 911.`]),
    `${business} ha visto su mensaje y le va a llamar. ¿Peligro? No espere: llame al 911.`,
    'Hemos visto su mensaje y le vamos a llamar. ¿Peligro? Llame al 911.',
    `Visto. Puede llamar al ${phone}. ¿Peligro? Llame al 911.`,
    'Visto. ¿Peligro? Al 911.',
  ],
  emergencyUnanswered: (isLifeThreatening, { phone }) =>
    isLifeThreatening
      ? [
          `Por ahora no encontramos a nadie. No nos espere: quédese afuera y llame al 911. También puede probar el ${phone}.`,
          'Por ahora no encontramos a nadie. No nos espere: quédese afuera y llame al 911.',
          'No hay nadie. Al 911 ya.',
        ]
      : [
          `Por ahora no encontramos a nadie. Si no puede esperar, llame ya a otro plomero o electricista, ` +
            `o al 911 si alguien corre peligro. También puede probar el ${phone}.`,
          'Por ahora no encontramos a nadie. Si no puede esperar, llame ya a otra persona, o al 911 si hay peligro.',
          'No hay nadie. Llame a otro.',
        ],
  bot: ({ business, owner }) => [
    `Le escribe el asistente virtual de ${business}. ${owner} lee estos mensajes. ` + '¿Quiere que le llamemos?',
    `Le escribe el asistente virtual de ${business}. ¿Quiere que le llamemos?`,
    `${business}: asistente virtual. ¿Le llamamos?`,
  ],
  help: ({ business, phone, email }) => [
    `${business}: para recibir ayuda llame al ${phone} o escriba a ${email}. ` +
      'Se pueden aplicar tarifas de mensajes y datos. Frecuencia variable. Responda STOP para no recibir textos',
    `${business}: ayuda en el ${phone}. ` +
      'Se pueden aplicar tarifas de mensajes y datos. Frecuencia variable. Responda STOP para no recibir textos',
    `${business}: ayuda ${phone}. Tarifas de mensajes y datos, frecuencia variable. STOP para salir`,
    `${business}: ayuda ${phone}. STOP para salir`,
  ],
  optOut: ({ business }) => [
    `${business}: Baja confirmada. No le enviaremos otros mensajes. Responda START para volver.`,
    `${business}: baja confirmada, sin otros mensajes. START: volver`,
  ],
  frameFirst: (body, { business }) => [
    `Respuesta automatizada de ${business}: ${body} Responda STOP para no recibir textos`,
    `${business} (auto): ${body} STOP para no recibir textos`,
    `${business} (auto): ${body} STOP para salir`,
    `${business}, auto: ${body} Salir: STOP`,
  ],
  frameFirstEmergency: (body, { business }) => [
    `${body} - ${business}, texto automatizado. Responda STOP para no recibir textos`,
    `${body} - ${business} (auto). STOP para salir`,
    `${body} - ${business}, auto. Salir: STOP`,
  ],
  addOptOut: (body) => [`${body} Responda STOP para no recibir textos`, `${body} STOP para salir`],
}
