import { isRecord, type Schema } from './prompt.ts'

/** What fills the fields of an answer: the sentence where one is wanted, the language, and prices in cents. */
export type Filling = { text: string; language: string; cents: number[]; pick: number }

const SENTENCE = /text|reply|message|answer|body|draft|sentence|summary|report|note|title|reason|words/i

/** A plausible value of a schema: every field there, lists of one, and a choice the same for the same request. */
export function makeInstance(schema: Schema, filling: Filling, name = ''): unknown {
  const { anyOf, type, properties, items } = schema
  if (Array.isArray(schema['enum'])) return choose(schema['enum'], filling, name)
  if (Array.isArray(anyOf)) return makeInstance(chooseBranch(anyOf.filter(isRecord), filling, name), filling, name)
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(isRecord(properties) ? properties : {}).map(([field, inner]) => [
          field,
          makeInstance(isRecord(inner) ? inner : {}, filling, field),
        ]),
      )
    case 'array':
      return isRecord(items) ? [makeInstance(items, filling, name)] : []
    case 'string':
      return makeText(filling, name)
    case 'integer':
    case 'number':
      return makeNumber(schema, filling, name)
    case 'boolean':
      return false
    default:
      return null
  }
}

function choose(options: unknown[], { language, pick }: Filling, name: string): unknown {
  if (options.includes(language)) return language
  return /kind|type|cause|intent|choice/i.test(name) ? options[pick % options.length] : options[0]
}

/** A price that is known, or a sentence, rather than nothing; otherwise nothing, where that is allowed. */
function chooseBranch(branches: Schema[], filling: Filling, name: string): Schema {
  const empty = branches.find(({ type }) => type === 'null')
  const full = branches.filter(({ type }) => type !== 'null')
  const isWanted = SENTENCE.test(name) || (isPrice(name) && filling.cents.length > 0) || /language/i.test(name)
  const chosen = empty && !isWanted ? empty : full[filling.pick % Math.max(1, full.length)]
  return chosen ?? empty ?? {}
}

function makeText({ text, language }: Filling, name: string): string {
  if (/language|locale/i.test(name)) return language
  return SENTENCE.test(name) || name === '' ? text : text.split(/\s+/).slice(0, 3).join(' ')
}

function makeNumber(schema: Schema, { cents, pick }: Filling, name: string): number {
  if (isPrice(name)) return (/to$|max|high|upper/i.test(name) ? cents.at(-1) : cents[0]) ?? 0
  if (/confidence|share|probability|chance/i.test(name)) return 0.5
  const least = /at least (-?\d+)/i.exec(typeof schema['description'] === 'string' ? schema['description'] : '')?.[1]
  return Math.max(Number(least ?? 0), pick % 5)
}

function isPrice(name: string): boolean {
  return /cents|minor|price|amount|from|to$|min$|max$/i.test(name)
}
