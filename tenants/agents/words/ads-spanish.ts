import { describeMoney } from '../../base/money.ts'
import { MICROS_PER_MINOR } from '../../base/ads-limits.ts'
import type { AdsWords } from './ads-words.ts'

const money = (micros: number, currency: string) =>
  describeMoney({ amountMinor: Math.round(micros / MICROS_PER_MINOR), currency }, 'es-US')
const listed = (texts: readonly string[]) => texts.join(', ')
const quoted = (text: string) => `«${text}»`
const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`
const percent = (share: number) => `${Math.round(share * 100)} %`

export const ADS_SPANISH: AdsWords = {
  actions: {
    change_bids: ({ bids, currency }, isDone) =>
      `${isDone ? 'Se cambió' : 'Cambiar'} lo que puede costar un clic: ${listed(
        bids.map(({ text, from, to }) => `${quoted(text)} ${money(from, currency)} → ${money(to, currency)}`),
      )}.`,
    switch_keywords: ({ keywords, isOn }, isDone) => {
      const what = isOn
        ? isDone
          ? 'Se volvió a anunciar'
          : 'Volver a anunciar'
        : isDone
          ? 'Se dejó de anunciar'
          : 'Dejar de anunciar'
      return `${what} para ${listed(keywords.map(({ text }) => quoted(text)))}.`
    },
    set_negatives: ({ terms, isOn }, isDone) => {
      const words = listed([...new Set(terms.map(({ text }) => quoted(text)))])
      if (isOn) return `${isDone ? 'No se muestran' : 'No mostrar'} anuncios a quien busca ${words}.`
      return `${isDone ? 'Se vuelven a mostrar' : 'Volver a mostrar'} anuncios a quien busca ${words}.`
    },
    set_ad_budget: ({ campaign, from, to, currency }, isDone) =>
      `${isDone ? 'Se cambió' : 'Cambiar'} el presupuesto diario de ${quoted(campaign)} de ${money(from, currency)} a ${money(to, currency)}.`,
    try_ad: ({ headlines }, isDone) =>
      `${isDone ? 'Se prueba' : 'Probar'} otro anuncio junto al que ya se muestra: ${listed(headlines.slice(0, 3).map(quoted))}.`,
    drop_ad: (_action, isDone) => `${isDone ? 'Se pausó' : 'Pausar'} el anuncio que se probó.`,
    switch_ad: ({ headline, isOn }, isDone) => {
      if (isOn) return `${isDone ? 'Se reactivó' : 'Reactivar'} el anuncio ${quoted(headline)}.`
      return `${isDone ? 'Se pausó' : 'Pausar'} el anuncio que rinde menos: ${quoted(headline)}.`
    },
  },
  evidence: {
    keyword_seen: ({ keyword, clicks, conversions, costMicros, worthMicros, clickMicros, currency }) =>
      `${quoted(keyword)}: ${count(clicks, 'clic', 'clics')} por ${money(costMicros, currency)} trajeron ${count(Math.round(conversions), 'contacto', 'contactos')}; un clic cuesta ${money(clickMicros, currency)} y vale unos ${money(worthMicros, currency)}.`,
    search_seen: ({ words, clicks, conversions, costMicros, currency }) =>
      `Búsquedas con ${quoted(words)}: ${count(clicks, 'clic', 'clics')} por ${money(costMicros, currency)}, ${count(Math.round(conversions), 'contacto', 'contactos')}.`,
    budget_seen: ({ campaign, costMicros, worthMicros, lostToBudget, booked, weekly, currency }) => {
      const lost =
        lostToBudget === null ? '' : ` Se perdió el ${percent(lostToBudget)} de las búsquedas por falta de dinero.`
      const full =
        booked === null || weekly === null
          ? ''
          : ` Hay ${Math.round(booked)} de ${weekly} visitas por semana reservadas.`
      return `${quoted(campaign)} costó ${money(costMicros, currency)} en dos semanas y trae unos ${money(worthMicros, currency)}.${lost}${full}`
    },
    ad_seen: ({ headline, clicks, conversions }) =>
      `El anuncio ${quoted(headline)} tuvo ${count(clicks, 'clic', 'clics')} y ${count(Math.round(conversions), 'contacto', 'contactos')}.`,
  },
}
