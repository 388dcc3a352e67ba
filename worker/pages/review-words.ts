import type { Language } from './layout.ts'

/** What the page behind a request for a review says. It is the same whatever somebody thinks of the visit. */
export type ReviewWords = {
  title: string
  thanks(businessName: string): string
  review: string
  feedbackLead(businessName: string): string
  feedback: string
  send: string
  sent(businessName: string): string
  agreeLead: string
  agree: string
  agreed: string
  gone: string
  later: string
}

export const REVIEW_WORDS: Record<Language, ReviewWords> = {
  en: {
    title: 'How did it go?',
    thanks: (businessName) => `Thank you for having ${businessName} at your place. Others would like to hear about it.`,
    review: 'Write a review',
    feedbackLead: (businessName) => `Or write to ${businessName} alone. Nobody else reads it.`,
    feedback: 'Your words',
    send: 'Send',
    sent: (businessName) => `Thank you. ${businessName} has your words.`,
    agreeLead: 'Only if you would like to:',
    agree: 'Agree',
    agreed: 'Thank you, that is noted. Reply STOP to any text, and it ends.',
    gone: 'This link is not complete or not known to us. Open it once more from the text.',
    later: 'This did not work just now, and nothing was kept. Please try again in a minute.',
  },
  es: {
    title: '¿Cómo le fue?',
    thanks: (businessName) => `Gracias por recibir a ${businessName}. A otros les gustaría saber cómo le fue.`,
    review: 'Escribir una reseña',
    feedbackLead: (businessName) => `O escríbale solo a ${businessName}. Nadie más lo lee.`,
    feedback: 'Sus palabras',
    send: 'Enviar',
    sent: (businessName) => `Gracias. ${businessName} tiene sus palabras.`,
    agreeLead: 'Solo si usted quiere:',
    agree: 'Aceptar',
    agreed: 'Gracias, queda anotado. Responda STOP a cualquier mensaje y se termina.',
    gone: 'Este enlace está incompleto o no lo conocemos. Ábralo otra vez desde el mensaje.',
    later: 'No funcionó en este momento y no se guardó nada. Inténtelo de nuevo en un minuto.',
  },
}
