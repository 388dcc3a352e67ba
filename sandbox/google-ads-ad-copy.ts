import type { AdCopy } from './ads/commands.ts'
import type { AdsRefusal } from './google-ads-errors.ts'
import { missing, refuseOperation, readText, type Fields, type PathElement } from './google-ads-operation.ts'
import { malformed, readObject } from './google-ads-search.ts'

const HEADLINES = { name: 'headlines', letters: 30, min: 3, max: 15 }
const DESCRIPTIONS = { name: 'descriptions', letters: 90, min: 2, max: 4 }
const PATH_LETTERS_MAX = 15
const AD_PATH = ['ad', 'responsive_search_ad']
/** A number to call has a place of its own in an advertisement. */
const PHONE = /\d{3}[\s.)-]{0,2}\d{3}[\s.-]?\d{4}/

/** The words of a responsive search ad, or what Google has against them. */
export function readCopy(ad: unknown): AdCopy {
  if (ad === undefined) throw missing('ad')
  const fields = readObject(ad, 'ad', ['finalUrls', 'responsiveSearchAd', 'name'])
  const words = fields['responsiveSearchAd']
  if (words === undefined) throw missing('ad', 'responsiveSearchAd')
  const own = readObject(words, 'ad.responsive_search_ad', ['headlines', 'descriptions', 'path1', 'path2'])
  const headlines = readLines(own, HEADLINES)
  const descriptions = readLines(own, DESCRIPTIONS)
  return {
    headlines,
    descriptions,
    finalUrls: readUrls(fields),
    path1: readPath(own, 'path1'),
    path2: readPath(own, 'path2'),
  }
}

function readLines(own: Fields, { name, letters, min, max }: typeof HEADLINES): string[] {
  const given = own[name] ?? []
  if (!Array.isArray(given)) throw malformed(`Invalid value at 'ad.responsive_search_ad.${name}'`)
  const lines = given.map((line: unknown, index) => {
    const place = [...pathTo(name), index]
    return readText(
      readObject(line, `ad.responsive_search_ad.${name}[${index}]`, ['text', 'pinnedField'])['text'],
      ...place.map(String),
    )
  })
  const path = pathTo(name).map((fieldName) => ({ fieldName }))
  const count = (code: string) =>
    refuseOperation('collectionSizeError', code, `Too ${code.slice(4).toLowerCase()}.`, { path })
  if (lines.length < min) throw count('TOO_FEW')
  if (lines.length > max) throw count('TOO_MANY')
  lines.forEach((line, index) => {
    const at: PathElement[] = [...path.slice(0, -1), { fieldName: name, index }]
    if (line.length > letters) {
      const message = `A ${name.slice(0, -1)} has at most ${letters} characters.`
      throw refuseOperation('adError', 'LINE_TOO_WIDE', message, { path: at, trigger: line })
    }
    const topic = topicOf(line, name)
    if (topic !== null) throw policyFinding(topic, line, at)
  })
  const same = lines.find((line, index) => lines.indexOf(line) !== index)
  if (same === undefined) return lines
  throw refuseOperation('assetError', 'DUPLICATE_ASSET', 'The same text stands there twice.', { path, trigger: same })
}

function pathTo(name: string): string[] {
  return [...AD_PATH, name]
}

function topicOf(line: string, name: string): string | null {
  if (PHONE.test(line)) return 'PHONE_NUMBER_IN_AD_TEXT'
  if ((name === 'headlines' && line.includes('!')) || /!!|\?\?|\.\.\.\./.test(line)) return 'PUNCTUATION_AND_SYMBOLS'
  return /\b[A-Z]{9,}\b/.test(line) ? 'CAPITALIZATION' : null
}

export function policyFinding(topic: string, text: string, path: PathElement[]): AdsRefusal {
  const entry = { topic, type: 'PROHIBITED', evidences: [{ textList: { texts: [text] } }] }
  return refuseOperation(
    'policyFindingError',
    'POLICY_FINDING',
    'The resource has been disapproved: see its findings.',
    {
      ...{ path, trigger: text },
      details: { policyFindingDetails: { policyTopicEntries: [entry] } },
    },
  )
}

function readUrls(fields: Fields): string[] {
  const given = fields['finalUrls'] ?? []
  if (!Array.isArray(given) || given.length === 0) throw missing('ad', 'finalUrls')
  return given.map((url: unknown, index) => {
    const text = readText(url, 'ad', 'finalUrls')
    if (/^https?:\/\/[^\s/]+\.[^\s/]+/.test(text)) return text
    const path = [{ fieldName: 'ad' }, { fieldName: 'final_urls', index }]
    throw refuseOperation('urlFieldError', 'INVALID_FINAL_URL', 'The final URL is not valid.', { path, trigger: text })
  })
}

function readPath(own: Fields, name: 'path1' | 'path2'): string {
  const given = own[name]
  if (given === undefined || given === '') return ''
  const text = readText(given, ...AD_PATH, name)
  if (text.length <= PATH_LETTERS_MAX) return text
  const path = pathTo(name).map((fieldName) => ({ fieldName }))
  throw refuseOperation('adError', 'LINE_TOO_WIDE', 'A path has at most 15 characters.', { path, trigger: text })
}
