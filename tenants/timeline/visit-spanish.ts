import type { VisitWords } from './words.ts'

export const VISITS_SPANISH: VisitWords = {
  held: 'Guardamos una hora para el cliente hasta que responda.',
  confirmed: {
    text: 'El cliente aceptó la visita.',
    page: 'El cliente aceptó la visita en su página.',
    board: 'Usted acordó la visita.',
    crm: 'La visita se acordó en GoHighLevel.',
    expiry: 'La visita sigue en pie.',
    erasure: 'La visita sigue en pie.',
  },
  moved: {
    text: 'El cliente cambió la visita de hora.',
    page: 'El cliente cambió la visita de hora en su página.',
    board: 'Usted cambió la visita de hora.',
    crm: 'La visita se cambió de hora en GoHighLevel.',
    expiry: 'La visita cambió de hora.',
    erasure: 'La visita cambió de hora.',
  },
  cancelled: {
    text: 'El cliente canceló la visita.',
    page: 'El cliente canceló la visita en su página.',
    board: 'Usted canceló la visita.',
    crm: 'La visita se canceló en GoHighLevel.',
    expiry: 'Nadie respondió a tiempo, así que la hora guardada vuelve a estar libre.',
    erasure: 'La visita se canceló porque el cliente pidió que se borraran sus datos.',
  },
  completed: 'La visita está hecha.',
  noShow: 'No había nadie para la visita.',
  isOver: (who) => `La visita a ${who} ya pasó. ¿Se hizo?`,
}
