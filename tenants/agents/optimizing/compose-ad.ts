import { wordsOf } from './cues.ts'
import { hasOnlyOwnPrices, isAdCopy } from './copy.ts'
import type { AdSeen, OptimizingSeen } from './seen.ts'

/**
 * Another advertisement for a group: what the business does, where, what it costs by its own price book, and that one
 * may call. Nothing is claimed that the business has not said of itself. Pure.
 */
export type AdCopy = { headlines: string[]; descriptions: string[]; finalUrl: string }

const HEADLINE_CHARS_MAX = 30
const DESCRIPTION_CHARS_MAX = 90

/** Null where too little is known to say, or where this was tried in the group before. */
export function composeAd(seen: OptimizingSeen, ad: AdSeen): AdCopy | null {
  const { own, keywords, ads } = seen
  const group = keywords.filter(({ adGroupId, status }) => adGroupId === ad.adGroupId && status === 'ENABLED')
  const service = serviceOf(
    own.services,
    group.map(({ text }) => wordsOf(text)),
  )
  const [name] = own.names
  const [place] = own.places
  if (service === null || name === undefined) return null
  const title = titled(service)
  const there = place === undefined ? title : `${title} in ${titled(place)}`
  const price = own.prices[0]
  const headlines = distinct(
    [there, title, titled(name), 'Call or Text Today', 'Book a Time That Suits You', 'Prices Told Before We Start'].map(
      (text) => fits(text, HEADLINE_CHARS_MAX),
    ),
  )
  const descriptions = distinct([
    fits(
      `${titled(name)}: ${service}${place === undefined ? '' : ` in ${titled(place)}`}. Call now.`,
      DESCRIPTION_CHARS_MAX,
    ),
    fits(
      `Tell us what is wrong and we answer today${price === undefined ? '' : `, from ${price}`}.`,
      DESCRIPTION_CHARS_MAX,
    ),
    fits('Call, text or book online. We call back when we cannot pick up.', DESCRIPTION_CHARS_MAX),
  ])
  const copy = { headlines, descriptions, finalUrl: ad.finalUrl }
  const isKnown = ads.some((one) => one.adGroupId === ad.adGroupId && one.descriptions.join() === descriptions.join())
  const isRight = isAdCopy(copy) && hasOnlyOwnPrices([...headlines, ...descriptions], own.prices)
  return isRight && !isKnown ? copy : null
}

/** The business's own service that most of the group's keywords speak of. */
function serviceOf(services: readonly string[], texts: readonly string[][]): string | null {
  const scored = services.map((service) => {
    const words = wordsOf(service)
    return { service, score: texts.filter((text) => words.every((word) => text.includes(word))).length }
  })
  const best = scored.sort((one, other) => other.score - one.score)[0]
  return best && best.score > 0 ? best.service : null
}

const fits = (text: string, charsMax: number) => (Array.from(text).length <= charsMax ? text : null)

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))]
}

function titled(text: string): string {
  return text.toLowerCase().replaceAll(/(^|\s)\p{L}/gu, (first) => first.toUpperCase())
}
