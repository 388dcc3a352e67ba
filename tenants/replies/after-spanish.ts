import type { AfterWords } from './after-words.ts'

function months(count: number): string {
  return count === 1 ? '1 mes' : `${count} meses`
}

export const AFTER_SPANISH: AfterWords = {
  reviewRequest: (link) => [
    `¡Gracias por recibirnos! ¿Quiere contarles a otros cómo le fue? Toma un minuto: ${link}`,
    `¡Gracias por recibirnos! ¿Quiere contarles a otros cómo le fue? ${link}`,
    `¿Cómo le fue? ${link}`,
  ],
  reviewThanks: ({ business }) => [`¡Gracias por sus amables palabras! ${business}`, '¡Gracias por sus palabras!'],
  complaintReceived: ({ owner, phone }) => [
    `Lo sentimos mucho. ${owner} tiene su mensaje y le responderá. Si es urgente, llame al ${phone}.`,
    `Lo sentimos. Tenemos su mensaje y le responderemos. ¿Urgente? Llame al ${phone}.`,
    'Lo sentimos. Le responderemos.',
  ],
  amcOffer: (plan) => [
    `¿Quiere mantenimiento programado? ${plan.name}: ${plan.holds}, ${plan.price} por ${months(plan.months)}. ` +
      'Responda SI y le mandamos las condiciones; no le obliga a nada.',
    `${plan.name}: ${plan.holds}, ${plan.price} por ${months(plan.months)}. Responda SI para ver las condiciones.`,
    `${plan.name}, ${plan.price} por ${months(plan.months)}. SI: ver las condiciones.`,
  ],
  amcTerms: (plan) => {
    const term = months(plan.months)
    const what = `${plan.name}: ${plan.holds}. ${plan.price} por ${term}.`
    if (!plan.renewsByItself)
      return [`${what} Termina a los ${term} y no se renueva solo. Para aceptar estas condiciones, responda SI.`]
    return [
      `${what} Se renueva solo por ${term} cada vez hasta que usted lo termine; le avisamos antes. ` +
        'Para terminarlo, escriba NO RENOVAR cuando quiera. Si acepta las condiciones y la renovación, responda SI.',
      `${what} Se renueva solo cada ${term} hasta que usted lo termine: escriba NO RENOVAR. Si lo acepta, responda SI.`,
    ]
  },
  amcAgree: (plan) => [
    `Nos alegra. Para aceptar las condiciones de ${plan.name} que le mandamos, responda SI. Si no, responda NO.`,
    'Para aceptar las condiciones que le mandamos, responda SI.',
  ],
  amcDetails: (plan) => {
    const what = `${plan.name}: ${plan.holds}, ${plan.price} por ${months(plan.months)}, hasta el ${plan.renewsOn}.`
    return plan.renewsByItself
      ? [
          `${what} Luego se renueva por ${months(plan.months)}; le avisamos antes. ` +
            'Para terminarlo, escriba NO RENOVAR cuando quiera.',
          `${plan.name}, ${plan.price}, se renueva el ${plan.renewsOn}. Para terminarlo: NO RENOVAR.`,
        ]
      : [`${what} No se renueva solo.`, `${plan.name}, ${plan.price}, hasta el ${plan.renewsOn}.`]
  },
  amcEnrolled: (plan) =>
    plan.renewsByItself
      ? [
          `Usted aceptó ${plan.name}: ${plan.price}, hasta el ${plan.renewsOn}. Luego se renueva por ` +
            `${months(plan.months)}; le avisamos antes. Para terminarlo, escriba NO RENOVAR cuando quiera.`,
          `Aceptó ${plan.name}, ${plan.price}. Se renueva el ${plan.renewsOn}. Para terminarlo: NO RENOVAR.`,
        ]
      : [
          `Usted aceptó ${plan.name}: ${plan.price}, hasta el ${plan.renewsOn}. No se renueva solo.`,
          `Aceptó ${plan.name}, ${plan.price}, hasta el ${plan.renewsOn}.`,
        ],
  amcReminder: (plan) => {
    const was = plan.oldPrice === null ? '' : ` (hasta ahora ${plan.oldPrice})`
    return plan.renewsByItself
      ? [
          `${plan.name} se renueva el ${plan.renewsOn} por ${months(plan.months)} a ${plan.price}${was}. ` +
            'Si no lo quiere, escriba NO RENOVAR antes de ese día. Si lo quiere, no tiene que hacer nada.',
          `${plan.name} se renueva el ${plan.renewsOn} a ${plan.price}${was}. Para terminarlo: NO RENOVAR.`,
        ]
      : [
          `${plan.name} termina el ${plan.renewsOn} y no se renueva solo. Por ${months(plan.months)} más ` +
            `(${plan.holds}) a ${plan.price}${was}, que también terminan solos, responda SI. Si no, responda NO.`,
          `${plan.name} termina el ${plan.renewsOn}. ${months(plan.months)} más a ${plan.price}${was}, sin ` +
            'renovarse solo: responda SI. Si no: NO.',
        ]
  },
  amcMore: (plan) => {
    const was = plan.oldPrice === null ? '' : ` (hasta ahora ${plan.oldPrice})`
    return [
      `${months(plan.months)} más de ${plan.name} desde el ${plan.renewsOn}: ${plan.holds}, ${plan.price}${was}. ` +
        'No se renueva solo. Si lo acepta, responda SI. Si no, responda NO.',
      `${months(plan.months)} más de ${plan.name} a ${plan.price}${was}, sin renovarse solo. Si lo acepta: SI.`,
    ]
  },
  amcExtended: (plan) => [
    `Usted aceptó ${months(plan.months)} más de ${plan.name}: ${plan.price}, hasta el ${plan.renewsOn}. ` +
      'No se renueva solo.',
    `Aceptó ${plan.name}, ${plan.price}, hasta el ${plan.renewsOn}.`,
  ],
  amcCancelled: (plan, { phone }) => [
    `Listo: ${plan.name} no se renueva y no se le cobra más. ` + `Sobre visitas ya pagadas, llame al ${phone}.`,
    `Listo: ${plan.name} no se renueva. ¿Preguntas? Llame al ${phone}.`,
    'Listo: su plan no se renueva.',
  ],
  reengage: () => [
    'Hace tiempo que no le visitamos. ¿Hay algo que revisar? Responda y buscamos una hora.',
    'Hace tiempo que no le visitamos. ¿Hay algo que revisar?',
  ],
  frame: (body, { business }, licence) => {
    const lic = licence === '' ? '' : ` ${licence}.`
    return [
      `${business}, texto automatizado: ${body}${lic} Responda STOP para no recibir textos`,
      `${business} (auto): ${body}${lic} STOP para salir`,
    ]
  },
}
