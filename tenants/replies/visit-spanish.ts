import type { VisitTexts } from './visit-words.ts'

const withFee = (fee: string) => (fee === '' ? '' : ` Se cobra un cargo extra de ${fee}.`)
const change = (link: string) =>
  link === '' ? ' Para cambiarla responda CAMBIAR.' : ` Detalles: ${link} Para cambiarla responda CAMBIAR.`

export const VISIT_SPANISH: VisitTexts = {
  visit_offer: ({ offer, fee }) => [
    `Hay lugar el ${offer}.${withFee(fee)} Responda SI para tomarlo, o díganos otro día y hora.`,
    `Hay lugar el ${offer}.${withFee(fee)} Responda SI para tomarlo.`,
    `¿El ${offer}?${withFee(fee)} Responda SI.`,
  ],
  visit_choices: ({ list, missed }) => [
    `${missed}Estas horas están libres: ${list}. Responda con el número que le convenga, o díganos otro día y hora.`,
    `${missed}Libres: ${list}. Responda con un número.`,
    `Libres: ${list}. Responda con un número.`,
  ],
  visit_which: ({ list }) => [`¿Cuál de estas? ${list}. Responda con su número.`, `¿Cuál? ${list}.`],
  visit_taken: ({ list }) => [
    `Lo sentimos, esa hora ya no está libre. Estas sí: ${list}. Responda con el número que le convenga.`,
    `Esa ya no. Libres: ${list}. Responda con un número.`,
  ],
  visit_passed_on: ({ owner }) => [
    `Está bien, no le guardamos ninguna hora. ${owner} tiene su mensaje y le responderá. ` +
      'También puede responder con un día y una hora.',
    'Está bien, no le guardamos ninguna hora. Tenemos su mensaje. ¿Qué día y hora le convienen?',
    'No le guardamos hora. ¿Qué día le conviene?',
  ],
  visit_confirmed: ({ business, span, fee, link }) => [
    `¡Gracias! Su visita de ${business} queda para el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita queda para el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita queda para el ${span}.${withFee(fee)} Para cambiarla responda CAMBIAR.`,
    `Su visita: ${span}.${withFee(fee)}`,
  ],
  visit_moved: ({ business, span, fee, link }) => [
    `Listo. Su visita de ${business} es ahora el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita es ahora el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita es ahora el ${span}.${withFee(fee)} Para cambiarla responda CAMBIAR.`,
    `Su visita es ahora el ${span}.${withFee(fee)}`,
  ],
  visit_cancelled: ({ when, other }) =>
    other === ''
      ? [
          `Su visita del ${when} queda anulada, gracias por avisar. Si quiere otra, responda con un día y una hora.`,
          `Su visita del ${when} queda anulada.`,
        ]
      : [
          `Su visita del ${when} queda anulada, gracias por avisar. Su otra visita sigue en pie: ${other}.`,
          `Su visita del ${when} queda anulada. La otra sigue: ${other}.`,
        ],
  visit_called_off: ({ business, when, phone, other }) => [
    ...(other === ''
      ? []
      : [
          `${business}: lo sentimos, tenemos que anular su visita del ${when}. Su otra visita sigue en pie: ${other}. ¿Dudas? ${phone}.`,
          `Lo sentimos, su visita del ${when} queda anulada. La otra sigue: ${other}.`,
        ]),
    `${business}: lo sentimos, tenemos que anular su visita del ${when}. ` +
      `Responda con un día y una hora para otra, o llame al ${phone}.`,
    `Lo sentimos, tenemos que anular su visita del ${when}. Responda con otro día y hora, o llame al ${phone}.`,
    `Lo sentimos, su visita del ${when} queda anulada.`,
  ],
  visit_move_offer: ({ offer, when, fee }) => [
    `Hay lugar el ${offer}.${withFee(fee)} Responda SI para mover su visita. Mientras tanto sigue el ${when}.`,
    `Hay lugar el ${offer}.${withFee(fee)} Responda SI para mover su visita.`,
  ],
  visit_move_choices: ({ list, when, missed }) => [
    `${missed}Por ahora su visita sigue el ${when}. Estas horas están libres: ${list}. ` +
      'Responda con un número para moverla, o díganos otro día y hora.',
    `Para mover su visita responda con un número: ${list}.`,
  ],
  visit_stays: ({ span }) => [`De acuerdo, su visita sigue igual: ${span}.`, `Su visita sigue: ${span}.`],
  visit_no_other: ({ owner, when }) => [
    `No encontramos otra hora libre. Por ahora su visita sigue el ${when}. ` +
      `${owner} tiene su mensaje y le responderá.`,
    `No encontramos otra hora libre. Por ahora su visita sigue el ${when}.`,
  ],
  visit_reminder: ({ business, span, fee, link }) => [
    `${business}: le recordamos su visita, ${span}.${withFee(fee)}${change(link)}`,
    `Le recordamos su visita, ${span}.${withFee(fee)}${change(link)}`,
    `Le recordamos su visita, ${span}.${withFee(fee)} Para cambiarla responda CAMBIAR.`,
    `Le recordamos su visita, ${span}.${withFee(fee)}`,
  ],
  visit_moved_by_us: ({ business, span, fee, link }) => [
    `${business}: su visita pasa al ${span}.${withFee(fee)}${change(link)}`,
    `Pasamos su visita al ${span}.${withFee(fee)}${change(link)}`,
    `Pasamos su visita al ${span}.${withFee(fee)} Para cambiarla responda CAMBIAR.`,
    `Pasamos su visita al ${span}.${withFee(fee)}`,
  ],
  visit_noted: ({ owner, span }) => [
    `Gracias, ${owner} tiene su mensaje. Su visita sigue en pie: ${span}.`,
    `Gracias, tenemos su mensaje. Su visita sigue en pie: ${span}.`,
    `Gracias. Su visita sigue en pie: ${span}.`,
  ],
  visit_kept: ({ business, span, fee, link }) => [
    `Su visita de ${business} es el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita es el ${span}.${withFee(fee)}${change(link)}`,
    `Su visita es el ${span}.${withFee(fee)} Para cambiarla responda CAMBIAR.`,
    `Su visita es el ${span}.${withFee(fee)}`,
  ],
  visit_off_ask: ({ when }) => [
    `¿Anulamos su visita del ${when}? Responda SI para anularla. Mientras tanto sigue en pie.`,
    `¿Anulamos su visita del ${when}? Responda SI. Si no, sigue en pie.`,
  ],
  visit_waits: ({ offer, list, isOne, fee }) =>
    isOne
      ? [
          `Aún no está reservado: el ${offer} sigue libre.${withFee(fee)} Responda SI para tomarlo, o díganos otro día y hora.`,
          `Aún no está reservado: el ${offer}.${withFee(fee)} Responda SI para tomarlo.`,
        ]
      : [
          `Aún no está reservado. Estas horas estaban libres: ${list}. Responda con un número para tomar una.`,
          `Aún no está reservado: ${list}. Responda con un número.`,
        ],
  visit_let_go: () => ['Está bien, no le guardamos ninguna hora. Si nos necesita otra vez, responda.'],
}
