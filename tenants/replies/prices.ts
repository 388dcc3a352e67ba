import { describeMoney } from '../base/money.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { cutWords } from './fit.ts'
import type { PriceLine, ScriptFacts } from './facts.ts'

/** A line of the price book in words: `$179-$463`, ` per job`. */
export type Quote = { service: string; price: string; per: string }

/** Lines whose services were asked for, in the order asked; a service that has left the price book has no line. */
export function findQuotes(services: readonly string[], facts: ScriptFacts): Quote[] {
  const lines = services.map((service) => facts.priceBook.find((line) => isNamed(line, service)))
  return lines.flatMap((line) => (line ? [describeLine(line, facts)] : []))
}

function isNamed(line: PriceLine, service: string): boolean {
  return line.service.trim().toLowerCase() === service.trim().toLowerCase()
}

function describeLine(line: PriceLine, facts: ScriptFacts): Quote {
  return {
    service: line.service.trim(),
    price: describeRange(line.from, line.to, facts),
    per: describeUnit(line.unit, facts.language),
  }
}

export function describeRange(fromMinor: number, toMinor: number, { currency }: Pick<ScriptFacts, 'currency'>): string {
  const [from, to] = [describeAmount(fromMinor, currency), describeAmount(toMinor, currency)]
  return from === to ? from : `${from}-${to}`
}

/** As on a price list; a sign that would turn the whole text into UCS-2 (₹, ₩) gives way to the currency's code. */
export function describeAmount(amountMinor: number, currency: string): string {
  const amount = toGsm(describeMoney({ amountMinor, currency }))
  if (countSegments(amount).encoding === 'gsm7') return amount
  return `${currency} ${amount.replaceAll(/[^\d.,]/g, '')}`
}

const FLAT = /^(flat|fixed)( rate| price| fee)?$/
const SPANISH_UNITS: Record<string, string> = {
  job: 'trabajo',
  hour: 'hora',
  hr: 'hora',
  visit: 'visita',
  call: 'visita',
  foot: 'pie',
  ft: 'pie',
  item: 'unidad',
  unit: 'unidad',
  piece: 'pieza',
}

function describeUnit(unit: string, language: 'en' | 'es'): string {
  const name = unit
    .trim()
    .replace(/^(per|por|a|an|\/)(\s+|(?<=\/))/i, '')
    .toLowerCase()
  if (FLAT.test(name)) return language === 'en' ? ' flat' : ' precio fijo'
  if (name === 'each') return language === 'en' ? ' each' : ' cada uno'
  if (language === 'en') return ` per ${name}`
  return ` por ${SPANISH_UNITS[name] ?? name}`
}

/** Each as `Drain cleaning: $179-$463 per job.`, names cut to `nameChars` at most; 0 leaves them out. */
export function describeQuotes(quotes: readonly Quote[], nameChars: number): string {
  return quotes
    .map(({ service, price, per }) => {
      const name = cutWords(service, nameChars)
      return name === '' ? `${price}${per}.` : `${name}: ${price}${per}.`
    })
    .join(' ')
}
