import type { Language } from './layout.ts'

type Words = {
  title(businessName: string): string
  ask: string
  name: string
  phone: string
  email: string
  words: string
  /** Beside a field that machines fill in and people never see. */
  trap: string
  send: string
  terms: string
  thanks: string
  received(businessName: string): string
  faults: Record<LeadFault, string>
  goneTitle: string
  gone: string
  later: string
}

/** What keeps a form from being taken. `again`: nothing but another press of the button is needed. */
export type LeadFault = 'again' | 'no_way_to_answer' | 'phone' | 'email' | 'too_long' | 'not_taken'

export const LEAD_FORM_WORDS: Record<Language, Words> = {
  en: {
    title: (businessName) => `Ask ${businessName}`,
    ask: 'Tell us what you need. You get an answer within a minute or so.',
    name: 'Name',
    phone: 'Mobile number',
    email: 'E-mail',
    words: 'What do you need done?',
    trap: 'Leave this empty',
    send: 'Send',
    terms: 'Terms of our texts',
    thanks: 'Thank you',
    received: (businessName) => `${businessName} has your request and will be in touch.`,
    faults: {
      again: 'Please press Send once more.',
      no_way_to_answer: 'Please give a mobile number or an e-mail address, so that we can answer.',
      phone: 'This phone number looks incomplete. Please check it.',
      email: 'This e-mail address looks incomplete. Please check it.',
      too_long: 'This is longer than the form takes. Please shorten it.',
      not_taken: 'This did not work just now. Please press Send again in a moment.',
    },
    goneTitle: 'No form here',
    gone: 'There is no form at this address. Please call the business instead.',
    later: 'This did not work just now. Please try again in a minute.',
  },
  es: {
    title: (businessName) => `Escriba a ${businessName}`,
    ask: 'Cuéntenos qué necesita. Le respondemos en un minuto, más o menos.',
    name: 'Nombre',
    phone: 'Teléfono móvil',
    email: 'Correo electrónico',
    words: '¿Qué trabajo necesita?',
    trap: 'Deje esto vacío',
    send: 'Enviar',
    terms: 'Condiciones de nuestros textos',
    thanks: 'Gracias',
    received: (businessName) => `${businessName} recibió su solicitud y se pondrá en contacto.`,
    faults: {
      again: 'Pulse Enviar otra vez, por favor.',
      no_way_to_answer: 'Dé un teléfono móvil o un correo, para que podamos responder.',
      phone: 'Este teléfono parece incompleto. Revíselo, por favor.',
      email: 'Este correo parece incompleto. Revíselo, por favor.',
      too_long: 'Es más largo de lo que cabe en el formulario. Acórtelo, por favor.',
      not_taken: 'No funcionó en este momento. Pulse Enviar otra vez en un momento.',
    },
    goneTitle: 'Aquí no hay formulario',
    gone: 'No hay ningún formulario en esta dirección. Por favor, llame al negocio.',
    later: 'No funcionó en este momento. Inténtelo de nuevo en un minuto.',
  },
}
