import { describeQuotes } from './prices.ts'
import type { Danger, Words } from './words.ts'

/**
 * Spanish that lives within GSM-7: é, ñ, ü, ¿ and ¡ are in it, á, í, ó and ú are not, and one of those would leave room
 * for 134 characters instead of 306. The sentences are chosen so that none is missing.
 */
const ADVICE: Record<Danger, [string, string, string]> = {
  gas: [
    'Salga del edificio ya. No prenda ni apague nada. Desde afuera, llame al 911 y a la empresa de gas.',
    'Salga del edificio ya. Desde afuera, llame al 911 y a la empresa de gas.',
    'Salga ya y llame al 911.',
  ],
  carbon_monoxide: [
    'Salgan todos ya al aire libre y llamen al 911. No vuelvan a entrar.',
    'Salgan todos ya al aire libre y llamen al 911.',
    'Salga ya y llame al 911.',
  ],
  electrical: [
    'No lo toque y aléjese. Baje el interruptor principal solo si puede hacerlo sin peligro. ' +
      'Si ve fuego o humo, salga y llame al 911.',
    'No lo toque y aléjese. Si ve fuego o humo, salga y llame al 911.',
    'No toque. ¿Fuego? Llame al 911.',
  ],
  fire: [
    'Salgan todos ya y llamen al 911 desde afuera. No vuelvan a entrar.',
    'Salgan todos ya y llamen al 911 desde afuera.',
    'Salga ya y llame al 911.',
  ],
  flooding: [
    'Cierre la llave principal del agua si puede llegar sin peligro. Aléjese de enchufes y aparatos mojados.',
    'Cierre la llave principal del agua. Aléjese de enchufes y aparatos.',
    'Cierre la llave del agua.',
  ],
  other: [
    'Si alguien corre peligro, salga y llame al 911 ya.',
    'Si alguien corre peligro, salga y llame al 911 ya.',
    '¿Peligro? Salga, llame al 911.',
  ],
}

export const SPANISH: Words = {
  missedCall: ({ business }) => [
    `${business}: Sentimos no haber contestado su llamada. ¿En qué le podemos ayudar? Este mensaje es automatizado. ` +
      'Responda STOP para no recibir textos',
    `${business}: No pudimos contestar su llamada. ¿En qué le ayudamos? Texto automatizado. ` +
      'Responda STOP para no recibir textos',
    `${business}: texto automatizado. No pudimos contestar su llamada. ¿Le ayudamos? STOP para no recibir textos`,
    `${business} (auto): llamada perdida. ¿Ayuda? STOP para salir`,
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
      ]
    }
    return [
      `Gracias. ${owner} tiene su solicitud para el ${when} y va a comunicarse con usted para confirmar la hora. ` +
        `Si es urgente, llame al ${phone}.`,
      `Gracias. Tenemos su solicitud para el ${when} y le confirmaremos la hora. ¿Urgente? ${phone}.`,
      `Gracias. Su solicitud: ${when}. Le confirmaremos la hora. ¿Urgente? ${phone}.`,
      `Gracias, le confirmaremos la hora. ¿Urgente? ${phone}.`,
      'Gracias, le confirmaremos la hora.',
    ]
  },
  questionReceived: ({ owner, phone }) => [
    `Gracias por su mensaje. ${owner} lo tiene y va a responderle. Si es urgente, llame al ${phone}.`,
    `Gracias, tenemos su mensaje y vamos a responderle. ¿Urgente? ${phone}.`,
    'Gracias, vamos a responderle.',
  ],
  emergency: (danger, { owner, phone }) => {
    const [advice, brief, words] = ADVICE[danger]
    return [
      `${advice} Estamos avisando a ${owner}. También puede llamar al ${phone}.`,
      `${advice} Estamos avisando a ${owner}.`,
      advice,
      `${brief} Estamos avisando.`,
      brief,
      words,
    ]
  },
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
    `${business}: ${body} STOP para no recibir textos`,
    `${business}: ${body} STOP para salir`,
  ],
  frameFirstEmergency: (body, { business }) => [
    `${body} - ${business}, texto automatizado. Responda STOP para no recibir textos`,
    `${body} ${business}. STOP para salir`,
  ],
  addOptOut: (body) => [`${body} Responda STOP para no recibir textos`, `${body} STOP para salir`],
}
