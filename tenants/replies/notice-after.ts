import { capital, type NoticeParts, type NoticeReason } from './notice-words.ts'

/** Notices about what comes after a job: reviews and maintenance plans. */
type AfterReason = Extract<NoticeReason, 'customer_complained' | 'feedback_left' | `plan_${string}`>

type AfterNotices = {
  subjects: Record<AfterReason, string>
  sentences: Record<AfterReason, (parts: NoticeParts) => string>
}

export const AFTER_NOTICES_EN: AfterNotices = {
  subjects: {
    feedback_left: 'Words about your visit',
    customer_complained: 'Not happy with the visit',
    plan_agreed: 'Maintenance plan agreed',
    plan_more_agreed: 'Another term of a plan agreed',
    plan_word: 'About a maintenance plan',
    plan_renewed: 'Maintenance plan renewed',
    plan_ended: 'Maintenance plan over',
    plan_cancelled: 'Maintenance plan cancelled',
    plan_terms_unsent: 'Plan text not delivered',
    plan_reminder_failed: 'Renewal reminder not delivered',
    plan_customer_opted_out: 'Opt-out with a maintenance plan',
  },
  sentences: {
    feedback_left: ({ who, said }) => `${capital(who)} wrote to you about your visit, on the page.${said}`,
    customer_complained: ({ who, said }) =>
      `${capital(who)} is not happy with your visit.${said} We said you will get back to them.`,
    plan_agreed: ({ who, detail }) =>
      `${capital(who)} agreed to ${detail ?? 'your maintenance plan'}. Please arrange the payment and the first visit.`,
    plan_more_agreed: ({ who, detail }) =>
      `${capital(who)} agreed to another term of ${detail ?? 'their plan'}. You hear again on the day it begins.`,
    plan_word: ({ who, detail, said }) =>
      `${capital(who)} answered our reminder of ${detail ?? 'their plan'}.${said} It is neither a yes nor a no. Please talk to them.`,
    plan_renewed: ({ who, detail }) =>
      `The plan of ${who}${detail === null ? '' : ` (${detail})`} renewed today. They were reminded. Please bill it.`,
    plan_ended: ({ who, detail }) =>
      detail === null
        ? `The maintenance plan of ${who} is over. Please bill nothing more for it.`
        : `The plan of ${who} did not renew: no reminder reached them in time. Please bill nothing more, or ask them.`,
    plan_cancelled: ({ who }) => `${capital(who)} cancelled their maintenance plan. Please bill nothing more for it.`,
    plan_terms_unsent: ({ who, because }) =>
      `Our text about the maintenance plan did not reach ${who}${because}. Please give it to them yourself.`,
    plan_reminder_failed: ({ who, because }) =>
      `The reminder of the renewal did not reach ${who}${because}. So their plan will not renew. Please ask them.`,
    plan_customer_opted_out: ({ who }) =>
      `${capital(who)} opted out of texts and has a plan with you. It will not renew by itself. Please call them.`,
  },
}

export const AFTER_NOTICES_ES: AfterNotices = {
  subjects: {
    feedback_left: 'Palabras sobre su visita',
    customer_complained: 'Descontento con la visita',
    plan_agreed: 'Plan de mantenimiento aceptado',
    plan_more_agreed: 'Otro plazo de un plan aceptado',
    plan_word: 'Sobre un plan de mantenimiento',
    plan_renewed: 'Plan de mantenimiento renovado',
    plan_ended: 'Plan de mantenimiento terminado',
    plan_cancelled: 'Plan de mantenimiento cancelado',
    plan_terms_unsent: 'Mensaje del plan no entregado',
    plan_reminder_failed: 'Aviso de renovación no entregado',
    plan_customer_opted_out: 'Baja con plan de mantenimiento',
  },
  sentences: {
    feedback_left: ({ who, said }) => `${capital(who)} le escribió sobre su visita, en la página.${said}`,
    customer_complained: ({ who, said }) =>
      `${capital(who)} no quedó contento con su visita.${said} Le dijimos que usted le responderá.`,
    plan_agreed: ({ who, detail }) =>
      `${capital(who)} aceptó ${detail ?? 'su plan de mantenimiento'}. Acuerde el pago y la primera visita.`,
    plan_more_agreed: ({ who, detail }) =>
      `${capital(who)} aceptó otro plazo de ${detail ?? 'su plan'}. Le avisamos el día que empiece.`,
    plan_word: ({ who, detail, said }) =>
      `${capital(who)} respondió a nuestro aviso de ${detail ?? 'su plan'}.${said} No es un sí ni un no. Hable con él o ella.`,
    plan_renewed: ({ who, detail }) =>
      `El plan de ${who}${detail === null ? '' : ` (${detail})`} se renovó hoy. Se le avisó. Cóbrelo, por favor.`,
    plan_ended: ({ who, detail }) =>
      detail === null
        ? `El plan de mantenimiento de ${who} terminó. No cobre nada más por él.`
        : `El plan de ${who} no se renovó: ningún aviso le llegó a tiempo. No cobre nada más, o pregúntele.`,
    plan_cancelled: ({ who }) => `${capital(who)} canceló su plan de mantenimiento. No cobre nada más por él.`,
    plan_terms_unsent: ({ who, because }) =>
      `Nuestro mensaje sobre el plan no le llegó a ${who}${because}. Déselo usted, por favor.`,
    plan_reminder_failed: ({ who, because }) =>
      `El aviso de renovación no le llegó a ${who}${because}. Su plan no se renovará. Pregúntele, por favor.`,
    plan_customer_opted_out: ({ who }) =>
      `${capital(who)} no quiere más textos y tiene un plan con usted. No se renovará solo. Llámele, por favor.`,
  },
}
