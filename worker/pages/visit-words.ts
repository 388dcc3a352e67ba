import type { Language } from './layout.ts'

/** What the page about a visit says. `phone` and `when` come as people write them. */
export type VisitWords = {
  title(businessName: string): string
  states: Record<'held' | 'confirmed' | 'cancelled' | 'over' | 'no_show', string>
  done: Record<'moved' | 'cancelled', string>
  labels: Record<'when' | 'what' | 'where' | 'fee' | 'questions', string>
  fee(amount: string): string
  call(phone: string): string
  calendar: string
  move: string
  moveLead: string
  moveNow: string
  noSlots(phone: string): string
  cancel: string
  cancelLead: string
  cancelNow: string
  summary(service: string | null, businessName: string): string
  description(businessName: string, phone: string): string
  taken: string
  past: string
  tooLate(phone: string): string
  choose: string
  goneTitle: string
  gone(business: { businessName: string; phone: string } | null): string
  later: string
}

const ENGLISH: VisitWords = {
  title: (businessName) => `Your visit from ${businessName}`,
  states: {
    held: 'This time is kept for you. It is not confirmed yet: reply YES to our text to take it.',
    confirmed: 'It is confirmed. You do not have to do anything.',
    cancelled: 'This visit is cancelled. Nobody will come.',
    over: 'This visit is over.',
    no_show: 'We came and met nobody.',
  },
  done: { moved: 'Done. Your visit is moved.', cancelled: 'Done. Your visit is cancelled.' },
  labels: { when: 'When', what: 'What', where: 'Where', fee: 'Fee', questions: 'Questions' },
  fee: (amount) => `${amount}, added to the price`,
  call: (phone) => `Call ${phone}`,
  calendar: 'Add to my calendar',
  move: 'Move it to another time',
  moveLead: 'These times are free right now:',
  moveNow: 'Move my visit',
  noSlots: (phone) => `There is no other free time in the coming days. Call ${phone} and we will find one.`,
  cancel: 'Cancel it',
  cancelLead: 'Nobody will come then, and somebody else may take the time.',
  cancelNow: 'Yes, cancel my visit',
  summary: (service, businessName) => (service === null ? `Visit from ${businessName}` : `${service}: ${businessName}`),
  description: (businessName, phone) => `${businessName}, ${phone}. To move or cancel the visit:`,
  taken: 'Somebody else has just taken that time. Nothing has changed. Please choose another.',
  past: 'That time has passed. Nothing has changed. Please choose another.',
  tooLate: (phone) => `This cannot be changed here any more. Please call ${phone}.`,
  choose: 'Please choose one of the times. Nothing has changed.',
  goneTitle: 'Your visit',
  gone: (business) =>
    'This link is not complete or no longer in use. ' +
    (business === null
      ? 'Open it once more from the text, or reply to it.'
      : `Open it once more from the text, or call ${business.businessName} at ${business.phone}.`),
  later: 'This did not work just now, and nothing has changed. Please try again in a minute.',
}

const SPANISH: VisitWords = {
  title: (businessName) => `Su visita de ${businessName}`,
  states: {
    held: 'Le guardamos esta hora. Todavía no está confirmada: responda SÍ a nuestro mensaje para tomarla.',
    confirmed: 'Está confirmada. No tiene que hacer nada.',
    cancelled: 'Esta visita está cancelada. No irá nadie.',
    over: 'Esta visita ya pasó.',
    no_show: 'Fuimos y no encontramos a nadie.',
  },
  done: { moved: 'Listo. Su visita cambió de hora.', cancelled: 'Listo. Su visita está cancelada.' },
  labels: { when: 'Cuándo', what: 'Qué', where: 'Dónde', fee: 'Cargo', questions: 'Preguntas' },
  fee: (amount) => `${amount}, además del precio`,
  call: (phone) => `Llamar al ${phone}`,
  calendar: 'Añadir a mi calendario',
  move: 'Cambiar de hora',
  moveLead: 'Estas horas están libres ahora:',
  moveNow: 'Cambiar mi visita',
  noSlots: (phone) => `No hay otra hora libre en los próximos días. Llame al ${phone} y buscamos una.`,
  cancel: 'Cancelarla',
  cancelLead: 'Entonces no irá nadie, y otra persona podrá tomar la hora.',
  cancelNow: 'Sí, cancelar mi visita',
  summary: (service, businessName) => (service === null ? `Visita de ${businessName}` : `${service}: ${businessName}`),
  description: (businessName, phone) => `${businessName}, ${phone}. Para cambiar o cancelar la visita:`,
  taken: 'Otra persona acaba de tomar esa hora. Nada ha cambiado. Elija otra, por favor.',
  past: 'Esa hora ya pasó. Nada ha cambiado. Elija otra, por favor.',
  tooLate: (phone) => `Esto ya no se puede cambiar aquí. Llame al ${phone}, por favor.`,
  choose: 'Elija una de las horas, por favor. Nada ha cambiado.',
  goneTitle: 'Su visita',
  gone: (business) =>
    'Este enlace está incompleto o ya no se usa. ' +
    (business === null
      ? 'Ábralo otra vez desde el mensaje, o respóndalo.'
      : `Ábralo otra vez desde el mensaje, o llame a ${business.businessName} al ${business.phone}.`),
  later: 'No funcionó en este momento y nada ha cambiado. Inténtelo de nuevo en un minuto.',
}

export const VISIT_WORDS: Record<Language, VisitWords> = { en: ENGLISH, es: SPANISH }
