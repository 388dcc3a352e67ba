import { isPlain, toGsm } from '../base/segments.ts'

/** One way of writing each character, so that full-width digits or invisible marks hide nothing from the patterns. */
export function flatten(text: string): string {
  const plain = isPlain(text) ? text : toGsm(text.normalize('NFKC')).replaceAll(/\p{Cf}/gu, '')
  return plain.replaceAll(/[ \t]+/g, ' ').trim()
}

/** Where a page of ours is found is drawn by lot and says nothing, though it may look like "Rs4" or "2x1". */
const PAGE_TOKEN = /(?<=\/[a-z]\/)[\da-hjkmnp-tv-z]{24}\.[\da-hjkmnp-tv-z]{32}(?!\w)/g

export function withoutPageTokens(text: string): string {
  return text.replaceAll(PAGE_TOKEN, '')
}

export function onOneLine(text: string): string {
  return text.toLowerCase().replaceAll(/[\s,]+/g, ' ')
}

export function without(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(patternOf(name), '')
}

export function holdsName(text: string, name: string): boolean {
  return name !== '' && text.search(patternOf(name)) >= 0
}

export function findAny(patterns: readonly RegExp[], readings: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    for (const reading of readings) {
      const found = pattern.exec(reading)?.[0]
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** The name of the business whose texts are being judged: making its pattern takes longer than looking for it. */
let last: { name: string; pattern: RegExp } | null = null

/** A business called "A" would otherwise stand in most words, and taking it out would spell them otherwise. */
function patternOf(name: string): RegExp {
  if (last?.name === name) return last.pattern
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const alone = name.length < 4 ? String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])` : literal
  last = { name, pattern: new RegExp(alone, 'giu') }
  return last.pattern
}
