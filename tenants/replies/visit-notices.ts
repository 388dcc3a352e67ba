import type { VisitNotice } from '../timeline/event.ts'
import { capital, type NoticeParts } from './notice-words.ts'

/** What the technician is told about visits; `when` is never empty where one is agreed. */
type VisitNotices = {
  subjects: Record<VisitNotice, string>
  sentences: Record<VisitNotice, (parts: NoticeParts) => string>
}

export const VISIT_NOTICES_ENGLISH: VisitNotices = {
  subjects: {
    visit_confirmed: 'Visit agreed',
    visit_moved: 'Visit moved',
    visit_cancelled: 'Visit cancelled',
    visit_cancelled_late: 'VISIT CANCELLED LATE',
    visit_refused: 'No time found',
    visit_over: 'Visit done?',
    visit_unclear: 'Is this visit still on?',
    visit_clash: 'TWO AT ONE TIME',
    visit_word: 'About the visit',
    visit_doubted: 'VISIT IN DOUBT',
    visit_opted_out: 'VISIT: NO MORE TEXTS',
  },
  sentences: {
    visit_confirmed: ({ who, when, outside }) => `Agreed: ${who} on ${when}${outside}. It stands on your board.`,
    visit_moved: ({ who, when, outside }) => `${capital(who)} moved the visit to ${when}${outside}.`,
    visit_cancelled: ({ who, when, said }) =>
      `${capital(who)} called off the visit on ${when}.${said} The time is free.`,
    visit_cancelled_late: ({ who, when, said }) =>
      `${capital(who)} called off the visit on ${when}, less than a day before it.${said} The time is free.`,
    visit_refused: ({ who, said, detail }) => {
      const why = detail === 'nothing_free' ? 'found no free time left' : 'took none of the times we offered'
      return `${capital(who)} ${why}.${said} Please agree on a time with them.`
    },
    visit_unclear: ({ who, when, detail }) =>
      `The card of ${who} was set to ${detail ?? 'another stage'} in GoHighLevel, and the visit on ${when} stands. End it on your board if nobody is to drive.`,
    visit_clash: ({ who, when, detail }) =>
      detail === 'blocked'
        ? `Time during the visit with ${who} on ${when} is blocked in GoHighLevel. Please move the visit, or free the time.`
        : `Another appointment stands in GoHighLevel at the time of the visit with ${who} on ${when}. Please move one of them.`,
    visit_over: ({ who, when }) =>
      `Was the visit with ${who} on ${when} done? Mark it as done, or that nobody was there, on your board.`,
    visit_word: ({ who, when, said }) => `${capital(who)}, who has a visit on ${when}, sent word.${said}`,
    visit_doubted: ({ who, when, said }) =>
      `${capital(who)} may not want the visit on ${when}.${said} We have asked. It stands until they answer.`,
    visit_opted_out: ({ who, when, said, detail }) =>
      `${capital(who)} ${detail === 'contact' ? 'is marked "do not disturb" in GoHighLevel' : 'wants no more texts'}.` +
      `${detail === null ? said : ''} The visit on ${when} still stands. Call them if it may be off.`,
  },
}

export const VISIT_NOTICES_SPANISH: VisitNotices = {
  subjects: {
    visit_confirmed: 'Visita acordada',
    visit_moved: 'Visita cambiada',
    visit_cancelled: 'Visita cancelada',
    visit_cancelled_late: 'VISITA CANCELADA TARDE',
    visit_refused: 'Sin hora acordada',
    visit_over: '¿Visita hecha?',
    visit_unclear: '¿Sigue en pie esta visita?',
    visit_clash: 'DOS A LA MISMA HORA',
    visit_word: 'Sobre la visita',
    visit_doubted: 'VISITA EN DUDA',
    visit_opted_out: 'VISITA: SIN MENSAJES',
  },
  sentences: {
    visit_confirmed: ({ who, when, outside }) => `Acordado: ${who} el ${when}${outside}. Está en su tablero.`,
    visit_moved: ({ who, when, outside }) => `${capital(who)} cambió la visita al ${when}${outside}.`,
    visit_cancelled: ({ who, when, said }) =>
      `${capital(who)} canceló la visita del ${when}.${said} La hora queda libre.`,
    visit_cancelled_late: ({ who, when, said }) =>
      `${capital(who)} canceló la visita del ${when}, con menos de un día.${said} La hora queda libre.`,
    visit_refused: ({ who, said, detail }) => {
      const why = detail === 'nothing_free' ? 'no encontró ninguna hora libre' : 'no aceptó ninguna hora ofrecida'
      return `${capital(who)} ${why}.${said} Acuerde una hora, por favor.`
    },
    visit_unclear: ({ who, when, detail }) =>
      `La tarjeta de ${who} pasó a ${detail === 'lost' ? 'perdida' : 'completada'} en GoHighLevel, y la visita del ${when} sigue. Termínela en su tablero si nadie va.`,
    visit_clash: ({ who, when, detail }) =>
      detail === 'blocked'
        ? `En GoHighLevel está bloqueado tiempo de la visita con ${who} del ${when}. Mueva la visita o libere ese tiempo.`
        : `En GoHighLevel hay otra cita a la hora de la visita con ${who} del ${when}. Mueva una de las dos, por favor.`,
    visit_over: ({ who, when }) =>
      `¿Se hizo la visita con ${who} del ${when}? Márquela en su tablero como hecha, o que no había nadie.`,
    visit_word: ({ who, when, said }) => `${capital(who)}, con visita el ${when}, le escribió.${said}`,
    visit_doubted: ({ who, when, said }) =>
      `${capital(who)} quizá no quiere la visita del ${when}.${said} Le preguntamos. Sigue en pie hasta que responda.`,
    visit_opted_out: ({ who, when, said, detail }) =>
      `${capital(who)} ${detail === 'contact' ? 'tiene "no molestar" en GoHighLevel' : 'no quiere más mensajes'}.` +
      `${detail === null ? said : ''} La visita del ${when} sigue en pie. Llame si puede estar cancelada.`,
  },
}
