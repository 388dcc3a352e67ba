import { describePhone } from '../../tenants/base/phone.ts'
import type { TextingTerms } from '../../tenants/contract/registration.ts'
import type { Language } from './layout.ts'

/** What the page about a business's texts says; carriers look for each of these. `notice` is what callers hear. */
export type TermsSection =
  'program' | 'optIn' | 'frequency' | 'rates' | 'stop' | 'help' | 'sharing' | 'privacy' | 'contact'

export type TermsWords = {
  title(terms: TextingTerms): string
  headings: Record<Exclude<TermsSection, 'program'>, string>
  paragraphs(terms: TextingTerms, notice: string): Record<TermsSection, string[]>
  gone: { title: string; sentence: string }
  later: string
}

/** Below the program itself, with which the page begins. */
export const TERMS_ORDER: readonly Exclude<TermsSection, 'program'>[] = [
  'optIn',
  'frequency',
  'rates',
  'stop',
  'help',
  'sharing',
  'privacy',
  'contact',
]

const ENGLISH: TermsWords = {
  title: ({ businessName }) => `Text messages from ${businessName}`,
  headings: {
    optIn: 'How you agree',
    frequency: 'How many texts',
    rates: 'What it costs',
    stop: 'How to stop',
    help: 'How to get help',
    sharing: 'Your number stays with us',
    privacy: 'What we keep',
    contact: 'Contact',
  },
  paragraphs: (terms, notice) => ({
    program: [
      `${terms.businessName} texts people who have called it at ${describePhone(terms.smsNumber)} and were not ` +
        'answered: about that call, to answer questions and prices they ask for, and about visits they book. Texts ' +
        'may be written by an automated assistant.',
    ],
    optIn: [optInEnglish(terms, notice), 'Agreeing to texts is not a condition of buying anything.'],
    frequency: ['Message frequency varies: one text after a missed call, then answers to what you write.'],
    rates: ['Message and data rates may apply. Carriers are not liable for delayed or undelivered messages.'],
    stop: [
      'Reply STOP to any text to get no more, in these or any other words. You get one text that confirms it, and ' +
        'none after that. Reply START to come back.',
    ],
    help: [
      `Reply HELP to any text, call ${describePhone(terms.helpPhone)} or write to ${terms.helpEmail}: you are told ` +
        'who texts you and how to reach a person.',
    ],
    sharing: [
      'Mobile numbers, what is texted and the consent to be texted are not sold, and are not shared with third ' +
        'parties or affiliates for marketing or promotional purposes. Only companies that carry the messages for us ' +
        'handle them, for that and nothing else.',
    ],
    privacy: [
      'We keep your number, your calls and your texts to answer you and to prove that you agreed. Ask us at the ' +
        'contact below to see, correct or delete them. That you opted out is kept, so that it is honored for ever.',
    ],
    contact: contactLines(terms),
  }),
  gone: { title: 'Not found', sentence: 'There is no business of this kind here. Check the address of this page.' },
  later: 'This page cannot be shown right now. Please try again in a minute.',
}

const SPANISH: TermsWords = {
  title: ({ businessName }) => `Mensajes de texto de ${businessName}`,
  headings: {
    optIn: 'Cómo da su permiso',
    frequency: 'Cuántos mensajes',
    rates: 'Cuánto cuesta',
    stop: 'Cómo dejar de recibirlos',
    help: 'Cómo pedir ayuda',
    sharing: 'Su número se queda con nosotros',
    privacy: 'Qué guardamos',
    contact: 'Contacto',
  },
  paragraphs: (terms, notice) => ({
    program: [
      `${terms.businessName} escribe a quien llamó al ${describePhone(terms.smsNumber)} y no fue atendido: sobre esa ` +
        'llamada, para contestar preguntas y precios, y sobre las visitas que pida. Los mensajes pueden ser escritos ' +
        'por un asistente automático.',
    ],
    optIn: [optInSpanish(terms, notice), 'Aceptar mensajes no es condición para comprar nada.'],
    frequency: [
      'La frecuencia de los mensajes varía: uno después de una llamada perdida, luego respuestas a lo que usted escriba.',
    ],
    rates: [
      'Pueden aplicarse tarifas de mensajes y datos. Las operadoras no responden por mensajes demorados o no entregados.',
    ],
    stop: [
      'Responda STOP a cualquier mensaje para no recibir más, con esas u otras palabras. Recibirá un mensaje que lo ' +
        'confirma y ninguno después. Responda START para volver.',
    ],
    help: [
      `Responda HELP a cualquier mensaje, llame al ${describePhone(terms.helpPhone)} o escriba a ` +
        `${terms.helpEmail}: le diremos quién le escribe y cómo hablar con una persona.`,
    ],
    sharing: [
      'Los números de celular, los mensajes y el permiso para escribirle no se venden ni se comparten con terceros ni ' +
        'con afiliados para publicidad o promociones. Solo los tratan las empresas que transportan los mensajes, para ' +
        'eso y nada más.',
    ],
    privacy: [
      'Guardamos su número, sus llamadas y sus mensajes para atenderle y para probar que dio su permiso. Pida verlos, ' +
        'corregirlos o borrarlos en el contacto de abajo. Que se dio de baja se guarda, para respetarlo siempre.',
    ],
    contact: contactLines(terms),
  }),
  gone: { title: 'No existe', sentence: 'Aquí no hay tal negocio. Revise la dirección de esta página.' },
  later: 'Esta página no se puede mostrar ahora. Inténtelo de nuevo en un minuto.',
}

export const TERMS_WORDS: Record<Language, TermsWords> = { en: ENGLISH, es: SPANISH }

function optInEnglish({ consentMode, smsNumber }: TextingTerms, notice: string): string {
  const call = `You call ${describePhone(smsNumber)}. If nobody can answer, you hear: “${notice}”`
  switch (consentMode) {
    case 'spoken_notice':
      return `${call} By staying a caller after that notice you agree to a text about your call.`
    case 'press_1':
      return `${call} Pressing 1 is how you agree; whoever does not is not texted.`
    case 'spoken_yes':
      return `${call} Saying yes is how you agree; whoever does not is not texted.`
    case 'implied_single':
      return `${call} Your call is answered by a single text about it. You get no further one unless you reply.`
  }
}

function optInSpanish({ consentMode, smsNumber }: TextingTerms, notice: string): string {
  const call = `Usted llama al ${describePhone(smsNumber)}. Si nadie puede contestar, oye: «${notice}»`
  switch (consentMode) {
    case 'spoken_notice':
      return `${call} Con ese aviso acepta un mensaje sobre su llamada.`
    case 'press_1':
      return `${call} Al marcar 1 da su permiso; a quien no lo marca no se le escribe.`
    case 'spoken_yes':
      return `${call} Al decir que sí da su permiso; a quien no lo dice no se le escribe.`
    case 'implied_single':
      return `${call} A su llamada se contesta con un solo mensaje. No recibe otro si usted no responde.`
  }
}

function contactLines({ businessName, postalAddress, helpPhone, helpEmail, website }: TextingTerms): string[] {
  return [businessName, postalAddress, describePhone(helpPhone), helpEmail, ...(website === null ? [] : [website])]
}
