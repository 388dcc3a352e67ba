import { describeMoney } from '../base/money.ts'
import { unreachable } from '../base/result.ts'
import { MICROS_PER_MINOR } from '../base/ads-limits.ts'
import type { BoundCode } from './bounds.ts'
import type { AdsChange, AdsMatchType, AdsStatus } from '../providers/ads-port.ts'

/** `currency` is the account's. */
export type AdsReader = { language: 'en' | 'es'; currency: string }

/** Names of what a change is about, as far as they are known. */
export type AdsNames = { campaign?: string; keyword?: string; adGroup?: string }

/** A change in one sentence: what is done, or was. */
export function describeChange(change: AdsChange, names: AdsNames, reader: AdsReader): string {
  return reader.language === 'es' ? spanish(change, names, reader) : english(change, names, reader)
}

const MATCH_EN: Record<AdsMatchType, string> = { EXACT: 'exactly', PHRASE: 'as a phrase', BROAD: 'in any order' }
const MATCH_ES: Record<AdsMatchType, string> = {
  ...{ EXACT: 'exactamente', PHRASE: 'como frase', BROAD: 'en cualquier orden' },
}

function english(change: AdsChange, names: AdsNames, { currency }: AdsReader): string {
  const money = (micros: number) => amount(micros, currency, 'en-US')
  const keyword = names.keyword === undefined ? 'a keyword' : `“${names.keyword}”`
  const campaign = names.campaign === undefined ? 'a campaign' : `the campaign “${names.campaign}”`
  const adGroup = names.adGroup === undefined ? 'an ad group' : `the ad group “${names.adGroup}”`
  const turn = (to: AdsStatus) => (to === 'PAUSED' ? 'Pause' : 'Start')
  switch (change.kind) {
    case 'set_bid':
      return `${raised(change) ? 'Raise' : 'Lower'} what a click on ${keyword} may cost${fromTo(change, money, ['from', 'to'])}.`
    case 'set_budget':
      return `${raised(change) ? 'Raise' : 'Lower'} what ${campaign} may spend a day${fromTo(change, money, ['from', 'to'])}.`
    case 'set_keyword_status':
      return `${turn(change.to)} the keyword ${keyword}.`
    case 'set_campaign_status':
      return `${turn(change.to)} ${campaign}.`
    case 'set_ad_group_status':
      return `${turn(change.to)} ${adGroup}.`
    case 'set_ad_status':
      return `${turn(change.to)} an ad in ${campaign}.`
    case 'add_keyword':
      return `Add the keyword “${change.text}”, ${MATCH_EN[change.matchType]}, for up to ${money(change.bidMicros)} a click.`
    case 'add_negative':
      return `Show no ad of ${campaign} for “${change.text}”.`
    case 'remove_negative':
      return `Show ads of ${campaign} for “${change.text}” again.`
    case 'add_ad':
      return `Add an ad: “${change.headlines[0] ?? ''}”.`
    default:
      return unreachable(change)
  }
}

function spanish(change: AdsChange, names: AdsNames, { currency }: AdsReader): string {
  const money = (micros: number) => amount(micros, currency, 'es-US')
  const keyword = names.keyword === undefined ? 'una palabra clave' : `“${names.keyword}”`
  const campaign = names.campaign === undefined ? 'una campaña' : `la campaña “${names.campaign}”`
  const adGroup = names.adGroup === undefined ? 'un grupo de anuncios' : `el grupo de anuncios “${names.adGroup}”`
  const turn = (to: AdsStatus) => (to === 'PAUSED' ? 'Pausar' : 'Activar')
  switch (change.kind) {
    case 'set_bid':
      return `${raised(change) ? 'Subir' : 'Bajar'} lo que puede costar un clic en ${keyword}${fromTo(change, money, ['de', 'a'])}.`
    case 'set_budget':
      return `${raised(change) ? 'Subir' : 'Bajar'} lo que ${campaign} puede gastar al día${fromTo(change, money, ['de', 'a'])}.`
    case 'set_keyword_status':
      return `${turn(change.to)} la palabra clave ${keyword}.`
    case 'set_campaign_status':
      return `${turn(change.to)} ${campaign}.`
    case 'set_ad_group_status':
      return `${turn(change.to)} ${adGroup}.`
    case 'set_ad_status':
      return `${turn(change.to)} un anuncio de ${campaign}.`
    case 'add_keyword':
      return `Añadir la palabra clave “${change.text}”, ${MATCH_ES[change.matchType]}, hasta ${money(change.bidMicros)} por clic.`
    case 'add_negative':
      return `No mostrar anuncios de ${campaign} para “${change.text}”.`
    case 'remove_negative':
      return `Volver a mostrar anuncios de ${campaign} para “${change.text}”.`
    case 'add_ad':
      return `Añadir un anuncio: “${change.headlines[0] ?? ''}”.`
    default:
      return unreachable(change)
  }
}

function raised({ from, to }: { from: number | null; to: number }): boolean {
  return from === null || to > from
}

function fromTo(
  { from, to }: { from: number | null; to: number },
  money: (micros: number) => string,
  [since, until]: readonly [string, string],
): string {
  return from === null ? ` ${until} ${money(to)}` : ` ${since} ${money(from)} ${until} ${money(to)}`
}

function amount(micros: number, currency: string, locale: string): string {
  return describeMoney({ amountMinor: Math.round(micros / MICROS_PER_MINOR), currency }, locale)
}

/** Why something was not done, in words for whoever may act. */
export function describeProblem(code: string, language: 'en' | 'es'): string {
  const known = PROBLEMS[code]
  if (known) return known[language]
  return language === 'es' ? `Google no lo aceptó (${code}).` : `Google did not take it (${code}).`
}

type Problem = { en: string; es: string }

const PROBLEMS: Record<string, Problem> & Record<BoundCode, Problem> = {
  changed_meanwhile: {
    en: 'Somebody changed it in Google Ads meanwhile, and that stands.',
    es: 'Alguien lo cambió en Google Ads mientras tanto, y eso queda así.',
  },
  ads_not_connected: { en: 'Google Ads is not connected.', es: 'Google Ads no está conectado.' },
  too_late: { en: 'It could not be done within a day.', es: 'No se pudo hacer en un día.' },
  ads_dropped: { en: 'Google Ads is not connected.', es: 'Google Ads no está conectado.' },
  gone: { en: 'It is not there any more.', es: 'Ya no existe.' },
  agents_halted: { en: 'The agents were switched off before.', es: 'Los agentes se apagaron antes.' },
  not_managed: { en: 'Managing was switched off before.', es: 'La gestión se apagó antes.' },
  changes_stopped: { en: 'Changes were stopped before.', es: 'Los cambios se detuvieron antes.' },
  not_allowed: { en: 'No agent may do this.', es: 'Ningún agente puede hacer esto.' },
  step_too_large: { en: 'It was too large a step at once.', es: 'Era un paso demasiado grande.' },
  bid_too_high: { en: 'A click would cost more than you allow.', es: 'Un clic costaría más de lo que permite.' },
  budget_shared: {
    en: 'Other campaigns spend from the same budget.',
    es: 'Otras campañas gastan del mismo presupuesto.',
  },
  bidding_not_manual: {
    en: 'Google sets the bids of this campaign itself.',
    es: 'Google fija las pujas de esta campaña.',
  },
  campaign_unknown: { en: 'There is no such campaign any more.', es: 'Esa campaña ya no existe.' },
  day_money_spent: {
    en: 'It would be more than you allow for a day.',
    es: 'Sería más de lo que permite por día.',
  },
  month_money_spent: {
    en: 'It would be more than you allow for a month.',
    es: 'Sería más de lo que permite por mes.',
  },
  raised_enough_today: { en: 'Enough was raised on that day.', es: 'Ese día ya se subió bastante.' },
  too_many_today: { en: 'Enough was changed on that day.', es: 'Ese día ya se cambió bastante.' },
  resting: { en: 'It was changed a short while before.', es: 'Se cambió poco antes.' },
  not_wanted: { en: 'It was taken back before it was done.', es: 'Se retiró antes de hacerlo.' },
  business_closed: { en: 'The business was closed.', es: 'El negocio se cerró.' },
}
