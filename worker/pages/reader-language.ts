import type { Language } from './layout.ts'

/** Null where the reader does not say. */
export function chooseLanguage(request: Request): Language | null {
  const asked = new URL(request.url).searchParams.get('lang')
  if (asked === 'en' || asked === 'es') return asked
  const accepted = (request.headers.get('accept-language') ?? '').split(',').map(readRange)
  const [best] = accepted.filter(({ quality }) => quality > 0).toSorted((one, other) => other.quality - one.quality)
  return best?.language ?? null
}

function readRange(range: string): { language: Language | null; quality: number } {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
  const quality = Number(/^\s*q=([\d.]+)\s*$/.exec(parameters[0] ?? 'q=1')?.[1] ?? 0)
  const language = /^en\b/.test(tag) ? 'en' : /^es\b/.test(tag) ? 'es' : null
  return { language, quality: language === null ? 0 : quality }
}
