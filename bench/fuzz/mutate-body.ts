import { raw, writeJson, type Body, type Draft, type Json } from './draft.ts'
import { anyJson, anyText, NAMES } from './hostile.ts'
import type { Random } from './random.ts'

/** Changes of what a body says. Each answers the changed draft and a name for what it did; null where it cannot. */
export type Mutation = (draft: Draft, random: Random) => { draft: Draft; name: string } | null

export const mutateBody: Mutation = (draft, random) => {
  switch (draft.body.kind) {
    case 'none':
      return { draft: { ...draft, body: { kind: 'json', value: anyJson(random) } }, name: 'body added' }
    case 'json':
      return mutateJson(draft, draft.body.value, random)
    case 'form':
      return mutateForm(draft, draft.body.fields, random)
  }
}

function withBody(draft: Draft, body: Body, name: string) {
  return { draft: { ...draft, body }, name }
}

type Holder = { [name: string]: Json } | Json[]
type Place = { holder: Holder; key: string }

function mutateJson(draft: Draft, original: Json, random: Random): ReturnType<Mutation> {
  const value = structuredClone(original)
  const place = random.pick(placesIn(value))
  if (!place || random.chance(0.03)) return withBody(draft, { kind: 'json', value: anyJson(random) }, 'body replaced')
  const { holder, key } = place
  const at = (what: string) => withBody(draft, { kind: 'json', value }, `${key} ${what}`)
  const old = Reflect.get(holder, key) as Json
  switch (random.below(8)) {
    case 0:
      Reflect.deleteProperty(holder, key)
      return at('dropped')
    case 1:
      return Array.isArray(holder) ? at('kept') : withBody(draft, doubled(value, holder, key, random), `${key} doubled`)
    case 2: {
      Reflect.deleteProperty(holder, key)
      define(holder, random.chance(0.5) ? key.toUpperCase() : (random.pick(NAMES) ?? ''), old)
      return at('renamed')
    }
    case 3:
      define(holder, random.pick(NAMES) ?? '', random.chance(0.5) ? { isAdmin: true, type: 'x' } : anyJson(random))
      return at('joined by a name of a prototype')
    case 4:
      define(holder, key, random.chance(0.5) ? [old] : { value: old })
      return at('wrapped')
    case 5:
      define(holder, key, typeof old === 'string' ? Number(old.slice(0, 9)) || 0 : writeJson(old))
      return at('of the other type')
    default:
      define(holder, key, anyJson(random))
      return at('replaced')
  }
}

/** The same name twice, once with another value. */
function doubled(value: Json, holder: { [name: string]: Json }, key: string, random: Random): Body {
  const other = `${writeJson(key)}:${writeJson(anyJson(random))}`
  const whole = writeJson(holder)
  const text = random.chance(0.5) ? `{${other},${whole.slice(1)}` : `${whole.slice(0, -1)},${other}}`
  if (holder === value) return { kind: 'json', value: raw(text) }
  const parent = placesIn(value).find((place) => Reflect.get(place.holder, place.key) === holder)
  if (parent) define(parent.holder, parent.key, raw(text))
  return { kind: 'json', value }
}

/** Also where the name is that of a prototype. A list takes a value without its name. */
function define(holder: Holder, key: string, value: Json): void {
  if (Array.isArray(holder) && !/^\d{1,4}$/.test(key)) holder.push(value)
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(Reflect.get(value, key) as Json)])
}

type Fields = [name: string, value: string][]
/** What is no UTF-8 once it is decoded, or no escape at all. */
const ESCAPES = ['%ff', '%c0%80', '%ed%a0%80', '%zz', '%', '%00', '+', '%u0041'] as const
const MANY_FIELDS = [150, 201, 2_000] as const

function mutateForm(draft: Draft, original: Fields, random: Random): ReturnType<Mutation> {
  const fields = original.map(([name, value]): [string, string] => [name, value])
  const index = random.below(Math.max(1, fields.length))
  const [name, value] = fields[index] ?? ['Body', '']
  const at = (what: string) => withBody(draft, { kind: 'form', fields }, `${name} ${what}`)
  switch (random.below(8)) {
    case 0:
      fields.splice(index, 1)
      return at('dropped')
    case 1:
      fields.splice(random.chance(0.5) ? index : fields.length, 0, [name, random.chance(0.3) ? value : anyText(random)])
      return at('doubled')
    case 2:
      fields[index] = [random.chance(0.5) ? name.toLowerCase() : (random.pick(NAMES) ?? ''), value]
      return at('renamed')
    case 3:
      fields.push([random.pick(NAMES) ?? '', anyText(random)])
      return at('joined by a name of a prototype')
    case 4:
      fields[index] = [name, raw(random.pick(ESCAPES) ?? '')]
      return at('with a broken escape')
    case 5:
      if (random.chance(0.9)) fields[index] = [random.pick([`${name}[]`, `${name}[0]`, `${name}.x`]), value]
      else
        fields.push(
          ...Array.from({ length: random.pick(MANY_FIELDS) ?? 1 }, (_, i): [string, string] => [`f${i}`, 'x']),
        )
      return at('named as a list, or joined by many')
    default:
      fields[index] = [name, anyText(random)]
      return at('replaced')
  }
}
