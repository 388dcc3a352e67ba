import type { VisitNotice } from './event.ts'
import type { VisitWords } from './words.ts'

export const VISITS_SPANISH: VisitWords = {
  held: 'Guardamos una hora para el cliente hasta que responda.',
  heldInstead: 'Guardamos en su lugar la otra hora que nombró, hasta que responda.',
  released: 'El cliente no tomó la hora guardada, así que vuelve a estar libre.',
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

export const VISIT_REASONS_SPANISH: Record<VisitNotice, string> = {
  visit_confirmed: 'una visita acordada',
  visit_moved: 'una visita que cambió de hora',
  visit_cancelled: 'una visita cancelada',
  visit_cancelled_late: 'una visita cancelada con menos de un día',
  visit_refused: 'alguien que no encontró una hora que le convenga',
  visit_unclear: 'una visita cuya tarjeta se cerró en GoHighLevel',
  visit_clash: 'una visita a cuya hora hay otra cita',
  visit_over: 'una visita de la que nadie ha dicho si se hizo',
  visit_word: 'un mensaje de alguien que tiene visita',
  visit_doubted: 'una visita que quizá se cancele',
  visit_opted_out: 'alguien con visita que no quiere más mensajes',
}

export const VISIT_TEXTS_SPANISH: Record<string, string> = {
  visit_offer: 'la oferta de una hora',
  visit_choices: 'las horas para elegir',
  visit_which: 'la pregunta por cuál hora',
  visit_taken: 'el aviso de que la hora ya no está libre, con otras',
  visit_passed_on: 'el aviso de que no se guarda ninguna hora',
  visit_confirmed: 'la confirmación de la visita',
  visit_moved: 'la nueva hora de la visita',
  visit_cancelled: 'la confirmación de que la visita queda anulada',
  visit_called_off: 'el aviso de que usted anula la visita',
  visit_move_offer: 'la oferta de otra hora',
  visit_move_choices: 'otras horas para elegir',
  visit_stays: 'el aviso de que la visita sigue igual',
  visit_no_other: 'el aviso de que no hay otra hora libre',
  visit_reminder: 'el recordatorio de la visita',
  visit_moved_by_us: 'el aviso de que usted cambió la visita',
  visit_noted: 'el aviso de que usted tiene su mensaje',
  visit_kept: 'la hora de la visita',
  visit_off_ask: 'la pregunta si se anula la visita',
  visit_waits: 'el aviso de que aún no hay nada reservado',
  visit_let_go: 'el aviso de que no se guarda ninguna hora',
}
