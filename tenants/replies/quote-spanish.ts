import type { QuoteWords } from './quote-words.ts'

/** Within GSM-7, as spanish.ts is. */
export const QUOTE_SPANISH: QuoteWords = {
  askWhat: ['Con gusto le damos un estimado. ¿Qué trabajo hay que hacer exactamente?', '¿Qué trabajo hay que hacer?'],
  askWhere: ({ owner }) => [
    `Gracias. ${owner} le calcula un precio. ¿En qué domicilio es el trabajo?`,
    'Gracias. Le calculamos un precio. ¿En qué domicilio es el trabajo?',
    '¿En qué domicilio es?',
  ],
  askWhen: [
    'Entendido. ¿Qué tan pronto lo necesita? Si puede, mande una foto: ayuda con el estimado.',
    'Entendido. ¿Qué tan pronto lo necesita?',
    '¿Qué tan pronto?',
  ],
  passedOn: ({ owner }) => [
    `Gracias, es todo lo que necesitamos. ${owner} lo revisa y el estimado le llega por texto.`,
    'Gracias, es todo lo que necesitamos. El estimado le llega por texto.',
    'Gracias, el estimado le llega por texto.',
  ],
  offer: ({ what, price, license }) => [
    `Estimado${what}: ${price}. Es un estimado, no un compromiso en firme; se confirma en el lugar.${license} ¿Le parece bien?`,
    `Estimado: ${price}. Es un estimado, no un compromiso en firme.${license} ¿Le parece bien?`,
    `Estimado, no en firme: ${price}.${license} ¿Le parece?`,
  ],
  followup: ({ what, price, license }) => [
    `Le escribimos por nuestro estimado${what} (${price}, no en firme).${license} ¿Tiene preguntas, o le parece bien?`,
    `Le escribimos por nuestro estimado (${price}, no en firme).${license} ¿Le parece bien?`,
    `Nuestro estimado: ${price}, no en firme.${license} ¿Le parece?`,
  ],
}
