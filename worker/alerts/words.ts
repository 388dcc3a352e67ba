import { MINUTE_MS, SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import type { FigureUnit, RuleName } from '../../tenants/contract/alerts.ts'
import type { Language } from '../pages/layout.ts'
import type { NoticeKind } from './decide.ts'
import type { Rule } from './rules.ts'

/** What a notice says, one line each. */

const NAMES: Record<Language, Record<RuleName, string>> = {
  en: {
    cpl_high: 'cost per lead',
    conversion_low: 'bookings per lead in seven days',
    errors_high: 'failed answers',
    api_slow: 'slow answers (95th percentile)',
    database_failing: 'failed database calls in five minutes',
    canary_broken: 'the nightly check call gets no text',
    exports_dead: 'businesses without nightly figures',
    a2p_rejected: 'the carriers refused its registration',
    spend_unusual: 'advertising above the usual (deviations)',
  },
  es: {
    cpl_high: 'costo por cliente potencial',
    conversion_low: 'citas por cliente potencial en siete días',
    errors_high: 'respuestas fallidas',
    api_slow: 'respuestas lentas (percentil 95)',
    database_failing: 'consultas fallidas a la base en cinco minutos',
    canary_broken: 'la llamada de prueba nocturna no recibe texto',
    exports_dead: 'negocios sin cifras de la noche',
    a2p_rejected: 'las operadoras rechazaron su registro',
    spend_unusual: 'publicidad por encima de lo habitual (desviaciones)',
  },
}

type Words = {
  kinds: Record<NoticeKind, string>
  fleet: string
  limit: (side: boolean, threshold: string) => string
  more: (count: number) => string
  subject: (worst: string, count: number) => string
  test: string
  open: string
}

export const WORDS: Record<Language, Words> = {
  en: {
    kinds: { raised: 'ALERT', reminder: 'STILL OPEN', cleared: 'OVER' },
    fleet: 'All businesses',
    limit: (isAbove, threshold) => `${isAbove ? 'above' : 'below'} ${threshold}`,
    more: (count) => `And ${count} more.`,
    subject: (worst, count) => (count === 1 ? `Shoulder: ${worst}` : `Shoulder: ${worst}, and ${count - 1} more`),
    test: 'A test: alerts arrive here.',
    open: 'Open the fleet',
  },
  es: {
    kinds: { raised: 'ALERTA', reminder: 'SIGUE ABIERTA', cleared: 'TERMINÓ' },
    fleet: 'Todos los negocios',
    limit: (isAbove, threshold) => `${isAbove ? 'más de' : 'menos de'} ${threshold}`,
    more: (count) => `Y ${count} más.`,
    subject: (worst, count) => (count === 1 ? `Shoulder: ${worst}` : `Shoulder: ${worst}, y ${count - 1} más`),
    test: 'Una prueba: las alertas llegan aquí.',
    open: 'Abrir la flota',
  },
}

export type Told = {
  rule: RuleName
  kind: NoticeKind
  figure: number | null
  /** Null where the whole fleet is meant. */
  businessName: string | null
  at: Instant
}

function nameRule(rule: RuleName, language: Language): string {
  return NAMES[language][rule]
}

/** `ALERT · Larkspur Plumbing: cost per lead $41.20, above $30.00` */
export function sayNotice({ rule: name, kind, figure, businessName }: Told, rule: Rule, language: Language): string {
  const words = WORDS[language]
  const what = `${words.kinds[kind]} · ${businessName ?? words.fleet}: ${nameRule(name, language)}`
  // A flag's figure says no more than that it is raised.
  if (figure === null || rule.unit === 'flag') return what
  const shown = sayFigure(figure, rule.unit, language)
  if (kind === 'cleared') return `${what} ${shown}`
  return rule.unit === 'count' && rule.raiseAt === 0
    ? `${what}: ${shown}`
    : `${what} ${shown}, ${words.limit(rule.isBadAbove, sayFigure(rule.raiseAt, rule.unit, language))}`
}

function sayFigure(figure: number, unit: FigureUnit, language: Language): string {
  const say = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language === 'en' ? 'en-US' : 'es-US', options).format(value)
  switch (unit) {
    case 'money':
      return say(figure / 100, { style: 'currency', currency: 'USD' })
    case 'share':
      return say(figure, { style: 'percent', maximumFractionDigits: 1 })
    case 'ms':
      return figure >= MINUTE_MS
        ? `${say(figure / MINUTE_MS, { maximumFractionDigits: 1 })} min`
        : `${say(figure / SECOND_MS, { maximumFractionDigits: 2 })} s`
    case 'count':
    case 'flag':
    case 'deviations':
      return say(figure, { maximumFractionDigits: 1 })
  }
}
