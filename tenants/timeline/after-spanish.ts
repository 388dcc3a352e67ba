import { explainDeliveryCode } from '../base/delivery-codes.ts'
import type { AfterWords } from './after-words.ts'

const because = (code: string) => `: ${explainDeliveryCode(code, 'es')}`

const REVIEW_ENDS: Record<string, string> = {
  left: 'Dejó una reseña, hasta donde sabemos.',
  ignored: 'No contestó al pedido de reseña.',
  opted_out: 'No quiere pedidos de reseña.',
  withdrawn: 'No se pide reseña: el trabajo no se hizo.',
}

const PLAN_ENDS: Record<string, string> = {
  declined: 'No quiere el plan de mantenimiento.',
  expired: 'No aceptó a tiempo la oferta de un plan de mantenimiento.',
  opted_out: 'No quiere ofertas, así que no se le ofrece un plan.',
  cancelled: 'Su plan de mantenimiento está cancelado.',
  ended: 'Su plan de mantenimiento terminó.',
}

const REENGAGE_ENDS: Record<string, string> = {
  replied: 'Volvió después de mucho tiempo.',
  ignored: 'No contestó a nuestro mensaje después de mucho tiempo.',
  opted_out: 'No quiere mensajes después de mucho tiempo.',
  not_written: 'No se le escribió después de mucho tiempo.',
}

const AGREED = { paper: 'en papel', email: 'por correo', spoken: 'de palabra' }

export const AFTER_SPANISH: AfterWords = {
  job_completed: ({ service }) => (service === null ? 'El trabajo está hecho.' : `El trabajo está hecho: ${service}.`),
  review_not_asked: ({ code }) => `No se pide reseña${because(code)}.`,
  review_link_followed: () => 'Pasó de nuestra página a la de sus reseñas.',
  review_ended: ({ outcome }) => REVIEW_ENDS[outcome] ?? 'No se pide reseña.',
  visit_praised: () => 'Quedó contento con la visita. Le dimos las gracias.',
  visit_complained_of: () => 'No quedó contento con la visita. Se le avisó a usted.',
  feedback_left: () => 'Le escribió en la página sobre su visita.',
  offers_agreed: () => 'Aceptó por escrito recibir ofertas por texto.',
  plan_not_offered: ({ code }) => `No se ofrece plan de mantenimiento${because(code)}.`,
  plan_agreed: ({ plan }) => `Aceptó las condiciones de ${plan}. Sus palabras se guardan.`,
  plan_noted: ({ plan, how, until }) => `Aceptó ${plan} ${AGREED[how]}, hasta el ${until}. Usted lo anotó aquí.`,
  plan_more_agreed: ({ plan, until }) => `Aceptó otro plazo de ${plan}, hasta el ${until}. Sus palabras se guardan.`,
  plan_renewed: ({ until }) => `El plan de mantenimiento se renovó hasta ${until}.`,
  plan_cancelled: ({ by }) =>
    by === 'hand' ? 'Usted terminó el plan de mantenimiento.' : 'Canceló el plan de mantenimiento por texto.',
  plan_ended: ({ wasReminded }) =>
    wasReminded
      ? 'El plazo del plan de mantenimiento terminó.'
      : 'El plan de mantenimiento no se renovó: ningún aviso le llegó a tiempo.',
  plan_closed: ({ outcome }) => PLAN_ENDS[outcome] ?? 'No se ofrece nada más.',
  reengage_not_written: ({ code }) => `No se le escribió después de mucho tiempo${because(code)}.`,
  reengage_ended: ({ outcome }) => REENGAGE_ENDS[outcome] ?? 'Cerrado.',
}
