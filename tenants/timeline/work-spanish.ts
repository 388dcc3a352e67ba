import { ADS_LOSSES, ADS_UNTOLD } from './ads-words.ts'
import { describeConflict } from './conflict-words.ts'
import { explainDeliveryCode } from '../base/delivery-codes.ts'
import { AFTER_SPANISH } from './after-spanish.ts'
import type { ExperimentEnd } from './work-event.ts'
import { AGENTS_SAY_SPANISH } from './agent-words.ts'
import type { WorkWords } from './work-words.ts'

const SCRIPTS: Record<string, string> = {
  missed_call_text: 'el texto tras una llamada perdida',
  price_answer: 'la respuesta sobre precios',
  price_ask_service: 'la pregunta de qué trabajo se trata',
  booking_received: 'la respuesta a quien pide una visita',
  question_received: 'la respuesta a una pregunta',
}

const scriptName = (subject: string) => SCRIPTS[subject] ?? 'un texto'

const EXPERIMENT_ENDS: Record<ExperimentEnd, string> = {
  won: 'las palabras nuevas funcionaron mejor.',
  even: 'no se vio diferencia y las palabras quedan como estaban.',
  harmful: 'las palabras nuevas funcionaron peor y quedan las de antes.',
  by_person: 'se detuvo a mano.',
  script_changed: 'las palabras se cambiaron a mano.',
  words_refused: 'sus palabras ya no se pueden enviar.',
  taken_back: 'se deshizo.',
}

const HELD: Record<string, string> = {
  marked: 'Llamada retenida: usted marcó este número como spam.',
  pitched: 'Llamada retenida: solo ha enviado publicidad.',
  wangiri: 'Llamada retenida: devolverla sale cara, como en las estafas de llamada perdida.',
  invalid_number: 'Llamada retenida: nadie puede tener este número, es falso.',
  says_nothing: 'Llamada retenida: llama día tras día y nunca dice nada.',
}

const RELATIONS: Record<string, string> = {
  staff: 'Usted indicó que es de su equipo: no recibe textos automáticos.',
  supplier: 'Usted indicó que es un proveedor: no recibe textos automáticos.',
  family: 'Usted indicó que es familia: no recibe textos automáticos.',
  spam: 'Usted lo marcó como spam: sus llamadas se retienen.',
}

const CONFLICTS: Record<string, string> = {
  lead: 'El prospecto',
  visit: 'La visita',
  entry: 'La cita',
  calendar: 'La hora de la visita',
  texts: 'Si quiere recibir textos',
}

const GONE: Record<string, string> = {
  contact: 'Su contacto se borró en GoHighLevel. No se vuelve a crear para este asunto.',
  opportunity: 'La oportunidad se borró en GoHighLevel. No se vuelve a crear; el prospecto queda aquí.',
  appointment: 'La cita se borró en GoHighLevel.',
}

const DOUBLED = {
  one: 'De lo que tenían dos registros, usted conservó uno y terminó el otro.',
  both: 'De lo que tenían dos registros, usted conservó los dos.',
}

const LOSSES: Record<string, string> = {
  uninstalled: 'GoHighLevel está desconectado: Shoulder fue desinstalado allí. Lo que falta escribir espera.',
  token_revoked: 'GoHighLevel está desconectado: ya no acepta nuestra clave. Lo que falta escribir espera.',
  token_refused: 'GoHighLevel rechaza nuestra clave, también una nueva. Lo que falta escribir espera, y lo intentamos.',
  location_gone: 'GoHighLevel está desconectado: ya no podemos entrar en la subcuenta. Lo que falta escribir espera.',
  scope_missing: 'GoHighLevel niega un permiso que Shoulder necesita{scope}. Lo que falta escribir allí espera.',
}

const QUOTES: Record<string, string> = {
  accepted: 'El cliente aceptó el estimado.',
  declined: 'El cliente no aceptó el estimado.',
  expired: 'Nadie aceptó el estimado a tiempo.',
  withdrawn: 'Usted retiró el estimado.',
}

export const WORK_SPANISH: WorkWords = {
  lead_received: ({ source, isRepeat }) => {
    const form = source === 'google_ads' ? 'un formulario de su anuncio de Google' : 'el formulario de su sitio web'
    return `El cliente llenó ${form}${isRepeat ? ' otra vez' : ''}.`
  },
  quote_drafted: () => 'Un trabajo espera su precio.',
  quote_approved: () => 'El precio del trabajo está puesto y el estimado sale.',
  quote_closed: ({ outcome }) => QUOTES[outcome] ?? 'El estimado está cerrado.',
  ...AGENTS_SAY_SPANISH,
  ...AFTER_SPANISH,
  call_held_back: ({ reason }) => HELD[reason] ?? 'Llamada retenida.',
  call_released: () => 'Dejó pasar una llamada retenida.',
  experiment_started: ({ subject, arms }) => `Se prueban ${arms} versiones de ${scriptName(subject)}.`,
  experiment_ended: ({ subject, why }) =>
    `La prueba de versiones de ${scriptName(subject)} ha terminado: ${EXPERIMENT_ENDS[why]}`,
  called_in_vain: () => 'Usted le llamó desde el número del negocio y nadie contestó.',
  media_kept: ({ kind }) => (kind === 'photo' ? 'Ya tiene aquí su foto.' : 'Ya puede oír aquí el buzón de voz.'),
  media_failed: ({ kind, code }) => {
    const why = explainDeliveryCode(code, 'es')
    return `No se pudo traer ${kind === 'photo' ? 'una foto' : 'el buzón de voz'}: ${why}.`
  },
  crm_connected: () => 'GoHighLevel está conectado. Lo que esperaba se escribe ahora.',
  crm_disconnected: ({ loss, scope }) =>
    (LOSSES[loss] ?? 'GoHighLevel está desconectado.').replace('{scope}', scope ? `: ${scope}` : ''),
  crm_dropped: () => 'Usted desconectó GoHighLevel.',
  ads_connected: ({ account }) => `Google Ads está conectado: ${account}.`,
  ads_disconnected: ({ loss }) => ADS_LOSSES.es[loss],
  ads_dropped: ({ isTold }) => `Usted desconectó Google Ads.${isTold ? '' : ADS_UNTOLD.es}`,
  texting_moved: ({ via, number }) =>
    via === 'gohighlevel'
      ? `Desde ahora los textos salen por GoHighLevel, del número ${number}.`
      : `Los textos salen de nuevo por el número de Shoulder, ${number}.`,
  crm_set_up: ({ problems }) =>
    problems === 0
      ? 'Su cuenta de GoHighLevel tiene lo que Shoulder necesita.'
      : 'A su cuenta de GoHighLevel le falta algo. Ajustes, GoHighLevel dice qué.',
  crm_value_kept: ({ name }) =>
    `Alguien cambió «${name}» en GoHighLevel. Lo que escribió se queda, hasta que allí se vacíe.`,
  webhook_failing: ({ host }) =>
    `El programa en ${host} no recibe los avisos. Ajustes, API muestra lo que se perdió y lo envía de nuevo.`,
  records_doubled: ({ visits, plans }) => {
    const what = [visits > 0 ? `${visits} visitas` : '', plans > 0 ? `${plans} planes de mantenimiento` : '']
    return `De dos registros tiene ahora ${what.filter(Boolean).join(' y ')}. Pregúntele cuál es la buena.`
  },
  relation_changed: ({ relation }) => RELATIONS[relation ?? ''] ?? 'Vuelve a ser un cliente como cualquier otro.',
  crm_lead_made: () => 'Alguien creó una oportunidad en GoHighLevel: ya es un prospecto aquí.',
  crm_enrolled: ({ workflow, isIn }) => `${isIn ? 'Entró en' : 'Salió de'} el flujo de GoHighLevel “${workflow}”.`,
  crm_moved: ({ from, to }) =>
    from === to
      ? 'El importe de la tarjeta se cambió en GoHighLevel.'
      : `Movido en GoHighLevel: el prospecto está ahora en ${to}.`,
  crm_conflict: (told) => {
    const { what, ours, theirs, winner } = told
    if (what !== 'lead') return describeConflict(told, 'esta persona', {}, 'es')
    return (
      `${CONFLICTS[what] ?? 'Algo'} se cambió aquí y en GoHighLevel: ${ours} aquí, ${theirs} allí. ` +
      `Ahora cuenta ${winner === 'ours' ? 'lo nuestro' : 'lo de GoHighLevel'}.`
    )
  },
  crm_conflict_settled: ({ what, take }) =>
    what === 'doubled_visits' || what === 'doubled_plans'
      ? DOUBLED[take === 'winner' ? 'both' : 'one']
      : take === 'winner'
        ? 'Usted vio que ambos cambiaron y dejó lo que cuenta.'
        : 'Usted vio que ambos cambiaron y tomó lo otro.',
  crm_texted: () => 'Un flujo de GoHighLevel escribió al cliente.',
  crm_healed: ({ calls, texts, leads, visits }) =>
    `Se comparó con GoHighLevel y se recogió lo que no había avisado: ${calls} llamadas, ${texts} textos, ` +
    `${leads} prospectos, ${visits} visitas.`,
  forms_found: ({ forms }) => `Google Ads tenía ${forms} formularios sin avisar. Revise el webhook del formulario.`,
  crm_stage_unknown: ({ stage }) =>
    `En GoHighLevel el prospecto está en «${stage}», que no es una etapa nuestra; aquí queda donde estaba.`,
  phone_changed: ({ from, to }) => `Ahora tiene el número …${to} en vez de …${from}. Una baja sigue en el anterior.`,
  crm_gone: ({ what }) => GONE[what] ?? 'Borrado en GoHighLevel.',
}
