import type { Metric } from '../decision.ts'
import { ADS_SPANISH } from './ads-spanish.ts'
import { describeCause, nameScript } from './describe-found.ts'
import type { AgentWords } from './words.ts'

const STARTED = {
  review: (count: number) =>
    count === 1 ? 'se pidió una reseña a 1 cliente' : `se pidió una reseña a ${count} clientes`,
  amc: (count: number) =>
    count === 1
      ? 'se ofreció un plan de mantenimiento a 1 cliente'
      : `se ofreció un plan de mantenimiento a ${count} clientes`,
  reengage: (count: number) =>
    count === 1 ? 'se escribió a 1 cliente que no volvía' : `se escribió a ${count} clientes que no volvían`,
}

const METRICS: Record<Metric, string> = {
  won_back: 'clientes que vuelven',
  plans: 'planes aceptados',
  reviews: 'reseñas',
  replied: 'respuestas',
  booked: 'reservas',
  ad_leads: 'contactos por anuncios',
  revenue: 'ingresos',
  none: '',
}

const SWITCHED = {
  reengage: 'escribir a los clientes que no vuelven',
  amc: 'ofrecer planes de mantenimiento después de un trabajo',
}

const percent = (share: number) => `${Math.round(share * 100)} %`

const SCRIPTS: Record<string, string> = {
  missed_call_text: 'el texto tras una llamada perdida',
  price_answer: 'la respuesta sobre precios',
}

const EDITS: Record<string, string> = {
  shorter: 'menos palabras',
  question_last: 'la pregunta va al final',
  owner_named: 'dice quién contesta',
  easy_question: 'una pregunta fácil de contestar',
  price_first: 'el precio va primero',
  shipped: 'las palabras con que empezó',
  written: 'palabras que escribió un modelo',
}

const GOALS = { replied: 'respondieron', booked: 'reservaron' }

export const AGENTS_SPANISH: AgentWords = {
  names: {
    monitor: 'Monitor',
    cx: 'Experiencia del cliente',
    diagnostic: 'Diagnóstico',
    optimizing: 'Optimización',
    retention: 'Fidelización',
  },
  states: {
    missing: 'Todavía no trabaja.',
    halted: 'Apagado.',
    running: 'Trabajando ahora mismo.',
    calm: 'Miró y no encontró nada que cambiar.',
    idle: 'Todavía no tuvo nada que mirar.',
  },
  findings: {},
  otherFinding: (name) => `Hay algo inusual: ${name}.`,
  actions: {
    ...ADS_SPANISH.actions,
    set_dormant_months: ({ from, to }, isDone) =>
      `${isDone ? 'Se escribe' : 'Escribir'} a los clientes tras ${to} meses sin trabajo en lugar de ${from}.`,
    switch_after_job: ({ what, isOn }, isDone) => {
      if (isOn) return `${isDone ? 'Se activó' : 'Activar'} ${SWITCHED[what]}.`
      return `${isDone ? 'Se desactivó' : 'Desactivar'} ${SWITCHED[what]}.`
    },
    note_started: ({ what, count, from, until }) => `Del ${from} al ${until}, ${STARTED[what](count)}.`,
    start_experiment: ({ subject, edit }, isDone) =>
      `${isDone ? 'Se prueban' : 'Probar'} otras palabras para ${SCRIPTS[subject] ?? 'un texto'} con algunos clientes: ${EDITS[edit] ?? edit}.`,
    stop_experiment: ({ subject }, isDone) =>
      `${isDone ? 'Se dejaron de probar' : 'Dejar de probar'} otras palabras para ${SCRIPTS[subject] ?? 'un texto'}.`,
    set_script: ({ subject, experimentId }, isDone) => {
      const script = SCRIPTS[subject] ?? 'un texto'
      if (experimentId === null) return `${isDone ? 'Se volvió' : 'Volver'} a las palabras de antes para ${script}.`
      return `${isDone ? 'Los clientes reciben' : 'Usar'} las palabras que funcionaron mejor para ${script}.`
    },
    set_crm_words: ({ subject, experimentId }, isDone) => {
      const script = SCRIPTS[subject] ?? 'un texto'
      if (experimentId === null)
        return `${isDone ? 'Se volvió' : 'Volver'} en GoHighLevel a las palabras de antes para ${script}.`
      const where = isDone ? 'Las páginas y flujos de GoHighLevel usan' : 'Usar en las páginas y flujos de GoHighLevel'
      return `${where} las palabras que funcionaron mejor para ${script}.`
    },
    note_words_kept: ({ subject }) =>
      `Alguien cambió en GoHighLevel las palabras para ${SCRIPTS[subject] ?? 'un texto'}, así que allí se quedan.`,
    recommend_fix: ({ fix }) => AGENTS_SPANISH.fixes[fix.code](fix.subject),
  },
  evidence: {
    ...ADS_SPANISH.evidence,
    dormant_customers: ({ count, months }) => `${count} clientes no tuvieron ningún trabajo en ${months} meses.`,
    won_back: ({ replied, written }) => `${replied} de ${written} clientes a quienes se escribió respondieron.`,
    opted_out: ({ count, written }) => `${count} de ${written} no quisieron más.`,
    return_gap: ({ months, customers }) =>
      `La mitad de los ${customers} clientes que volvieron lo hicieron en ${months} meses o menos.`,
    jobs_done: ({ count, days }) => `Se hicieron ${count} trabajos en los últimos ${days} días.`,
    customer_value: ({ amountMinor, customers }, amount) =>
      `Un cliente vale unos ${amount(amountMinor)} en tres años, según ${customers}.`,
    plans_offered: ({ agreed, offered }) => `${agreed} de ${offered} clientes aceptaron el plan ofrecido.`,
    reviews_asked: ({ left, asked }) => `${left} de ${asked} clientes siguieron el enlace para dejar una reseña.`,
    script_seen: ({ metric, hits, of, days }) =>
      `${hits} de ${of} clientes que lo recibieron ${GOALS[metric]} en los últimos ${days} días.`,
    arm_seen: ({ isNew, metric, hits, of }) =>
      `${hits} de ${of} clientes ${GOALS[metric]} con las palabras ${isNew ? 'nuevas' : 'actuales'}.`,
    luck_taken_out: ({ metric, before, after }) =>
      `La suerte ayudó a ganar. Sin ella, ${GOALS[metric]}: ${percent(before)} → ${percent(after)}.`,
    trial_needs: ({ customers, days }) =>
      `La prueba necesita unos ${customers} clientes, unas ${Math.max(1, Math.round(days / 7))} semanas.`,
    words: ({ text }) => `Las palabras nuevas: «${text}».`,
    cause: ({ cause }) => describeCause(cause, 'es'),
    crm_leads_seen: ({ hits, of, days }) =>
      `${hits} de ${of} clientes que llegaron por GoHighLevel en ${days} días reservaron.`,
  },
  fixes: {
    check_price: (subject) => `Revise el precio de ${subject ?? 'el servicio'}: casi nadie reserva después de oírlo.`,
    correct_price: (subject) => `¿Está bien el precio de ${subject ?? 'el servicio'}? Cambió como cambia por error.`,
    check_forwarding: () => 'Revise el desvío de llamadas perdidas: llegan muchas menos que de costumbre.',
    check_number: () => 'Revise su número: sus mensajes no llegan como antes.',
    look_at_script: (subject) =>
      `Lea otra vez ${subject === null ? 'el texto' : nameScript(subject, 'es')}: desde el cambio responden menos clientes.`,
    look_at_hours: () => 'Revise su horario: los clientes encuentran menos horas que les convengan.',
    connect_ads: () => 'Conecte Google Ads de nuevo, en Publicidad.',
    look_at_ads: (subject) => `Revise ${subject ?? 'sus anuncios'}: cada contacto cuesta más que antes.`,
    answer_sooner: () => 'Responda antes: los clientes que esperan más reservan menos.',
    look_at_delivery: () => 'Mire los operadores: vuelven más mensajes sin entregar.',
  },
  unknownCode: (code, waiting) => {
    const rest = waiting.length === 0 ? 'Nada espera su respuesta.' : `Esperan su respuesta: ${waiting.join(', ')}.`
    return `Ninguna propuesta tiene el número ${code}. ${rest}`
  },
  haltedCode: (code) => `El número ${code} sigue esperando: los agentes están apagados, así que no se hizo nada.`,
  settledCode: (code, became, sentence) => `El número ${code} ya no espera: ${became}. Era: ${sentence}`,
  became: {
    proposed: 'se está decidiendo',
    approved: 'se aprobó',
    declined: 'se rechazó',
    applied: 'se hizo',
    failed: 'no se pudo hacer, algo cambió mientras tanto',
    undone: 'se hizo y se deshizo',
    expired: 'nadie respondió en una semana',
    measured: 'se hizo',
  },
  protects: {
    who_comes_unasked: 'No se escribe a quien vuelve por su cuenta.',
    who_stays_away: 'Quien no vuelve sabe antes de usted.',
    who_wants_no_more: 'Menos clientes le piden no escribirles nunca más.',
  },
  expectation: ({ metric, before, after, days, impactMinor, protects }, amount) => {
    const spared = protects === undefined ? '' : AGENTS_SPANISH.protects[protects]
    if (metric === 'none') return spared
    if (before !== null && after !== null && percent(before) === percent(after)) {
      return `No se espera cambio: ${METRICS[metric]}, cerca del ${percent(before)}. ${spared}`.trim()
    }
    const change =
      before === null || after === null
        ? `Más ${METRICS[metric]}`
        : `${capital(METRICS[metric])}: ${percent(before)} → ${percent(after)}`
    return `${change} en ${days} días${impactMinor ? `, unos ${amount(impactMinor)}` : ''}.`
  },
  outcome: ({ metric, before, after, impactMinor, change, low, paid, fair }, amount) => {
    const share = ({ hits, of }: { hits: number; of: number }) => `${hits} de ${of}`
    const was = before === null ? '' : `, ${share(before)} antes`
    const doubt = change !== null && low === null ? ' Son muy pocos para saber qué cambió.' : ''
    const visits = paid ? ` Visitas reservadas: ${share(paid.after)}, ${share(paid.before)} antes.` : ''
    const luck = fair ? ` Sin la suerte del ganador: ${percent(fair.before)} → ${percent(fair.after)}.` : ''
    const worth = fair ? 'Sin esa suerte valen' : 'Son'
    const money = impactMinor === 0 ? '' : `${visits} ${worth} unos ${amount(impactMinor)}.`
    return `${capital(METRICS[metric])}: ${share(after)}${was}.${luck}${money}${doubt}`
  },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
