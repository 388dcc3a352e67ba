import * as v from 'valibot'

/**
 * A business's registration with the ledgers of Indian operators (DLT, under TCCCPR 2018): who it is, under which name
 * its texts arrive, and the words it may send. The operators give the ids out; we know only how they look.
 */

const Given = (what: string, shape: RegExp) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => shape.test(text), what),
  )

const Id = (what: string) => Given(`${what} of 10 to 25 digits, as the operator’s portal shows it`, /^\d{10,25}$/)

export const DltCategory = v.picklist(['promotional', 'service_explicit', 'service_implicit', 'transactional'])

/** What is not a tag in braces with a hash, such as {#var#}, is sent to the letter. */
const TAG = /\{#([a-z]*)#\}/g
const TAGS = new Set(['var', 'numeric', 'alphanumeric', 'url', 'cbn', 'email'])

function hasKnownTags(body: string): boolean {
  const tags = Array.from(body.matchAll(TAG), (match) => match[1] ?? '')
  const isWhole = !/\{#|#\}/.test(body.replaceAll(TAG, ''))
  return isWhole && tags.every((tag) => TAGS.has(tag))
}

/** A template of variables alone would let anything through, and no operator registers one. */
function hasWords(body: string): boolean {
  return /\p{L}{2,}/u.test(body.replaceAll(TAG, ''))
}

export const DltTemplate = v.strictObject({
  templateId: Id('a template id'),
  category: DltCategory,
  body: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(2_000),
    v.check(hasKnownTags, 'variables written {#var#}, or {#numeric#}, {#alphanumeric#}, {#url#}, {#cbn#}, {#email#}'),
    v.check(hasWords, 'words beside the variables'),
  ),
})
export type DltTemplate = v.InferOutput<typeof DltTemplate>

/**
 * The operators put the suffix behind the header (-P for offers, -S for service, -T for transactions, -G for offices),
 * so it is no part of what is entered. Headers of letters serve everything but offers, which come from six digits.
 */
export const DltSettings = v.pipe(
  v.strictObject({
    peId: Id('a principal entity id'),
    headerId: Given(
      'a header of 3 to 6 letters, or of 6 digits for offers, without the -P, -S, -T or -G that operators add',
      /^(?:[A-Za-z]{3,6}|\d{6})$/,
    ),
    templates: v.pipe(v.array(DltTemplate), v.maxLength(200)),
  }),
  v.forward(
    v.check(
      ({ templates }) => new Set(templates.map(({ templateId }) => templateId)).size === templates.length,
      'each template id once',
    ),
    ['templates'],
  ),
)
export type DltSettings = v.InferOutput<typeof DltSettings>
