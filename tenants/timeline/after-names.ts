/** How notices and texts that come after a job are called. */

export const AFTER_REASONS_EN = {
  feedback_left: 'words about a visit, written to you alone',
  customer_complained: 'a customer who is not happy with the visit',
  plan_agreed: 'a customer who agreed to a maintenance plan',
  plan_more_agreed: 'a customer who agreed to another term of a plan',
  plan_word: 'an answer to the reminder of a plan',
  plan_renewed: 'a maintenance plan that was renewed',
  plan_ended: 'a maintenance plan that is over',
  plan_cancelled: 'a maintenance plan that was cancelled',
  plan_terms_unsent: 'a text about a maintenance plan that did not arrive',
  plan_reminder_failed: 'a reminder of a renewal that did not arrive',
  plan_customer_opted_out: 'an opt-out of a customer with a maintenance plan',
}

export const AFTER_TEXTS_EN = {
  review_request: 'the request for a review',
  review_thanks: 'the thanks for kind words',
  complaint_received: 'the answer to a complaint',
  amc_offer: 'the offer of a maintenance plan',
  amc_terms: 'the terms of the maintenance plan',
  amc_agree: 'how to agree to the maintenance plan',
  amc_enrolled: 'the confirmation of the maintenance plan',
  amc_details: 'what the maintenance plan is',
  amc_reminder: 'the reminder of the renewal',
  amc_more: 'what another term of the plan is',
  amc_extended: 'the confirmation of another term of the plan',
  amc_cancelled: 'the confirmation that the plan is cancelled',
  reengage: 'the message after a long time',
}

export const AFTER_REASONS_ES = {
  feedback_left: 'palabras sobre una visita, solo para usted',
  customer_complained: 'un cliente descontento con la visita',
  plan_agreed: 'un cliente que aceptó un plan de mantenimiento',
  plan_more_agreed: 'un cliente que aceptó otro plazo de un plan',
  plan_word: 'una respuesta al aviso de un plan',
  plan_renewed: 'un plan de mantenimiento que se renovó',
  plan_ended: 'un plan de mantenimiento que terminó',
  plan_cancelled: 'un plan de mantenimiento cancelado',
  plan_terms_unsent: 'un mensaje sobre un plan que no llegó',
  plan_reminder_failed: 'un aviso de renovación que no llegó',
  plan_customer_opted_out: 'la baja de un cliente con plan de mantenimiento',
}

export const AFTER_TEXTS_ES = {
  review_request: 'el pedido de reseña',
  review_thanks: 'las gracias por sus palabras',
  complaint_received: 'la respuesta a una queja',
  amc_offer: 'la oferta de un plan de mantenimiento',
  amc_terms: 'las condiciones del plan de mantenimiento',
  amc_agree: 'cómo aceptar el plan de mantenimiento',
  amc_enrolled: 'la confirmación del plan de mantenimiento',
  amc_details: 'en qué consiste el plan de mantenimiento',
  amc_reminder: 'el aviso de la renovación',
  amc_more: 'en qué consiste otro plazo del plan',
  amc_extended: 'la confirmación de otro plazo del plan',
  amc_cancelled: 'la confirmación de que el plan está cancelado',
  reengage: 'el mensaje después de mucho tiempo',
}
