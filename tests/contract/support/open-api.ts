import { existsSync, readFileSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { Exchange } from './recorder.ts'

const SPECS = fileURLToPath(new URL('../../../../shared/specs/', import.meta.url))

/** The providers' published descriptions lie beside the repository, not in it. */
export function hasSpec(file: string): boolean {
  const isThere = existsSync(SPECS + file)
  // Straight to the terminal: the test runner keeps what skipped tests print to itself.
  if (!isThere) writeSync(1, `Skipped: ../shared/specs/${file} is not there to compare with.\n`)
  return isThere
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Node = { [name: string]: Json }

export type Spec = {
  /** What is wrong with a recorded exchange: an unknown path, parameter, field or status, a value of another kind. */
  check: (exchange: Exchange) => string[]
  /** The same for a webhook's body, held against one of the description's schemas. */
  checkWebhook: (schemaName: string, body: string) => string[]
}

/** Parts of a description that are known to be wrong, by JSON pointer, with what stands there in truth. */
export type Slips = Record<string, Json>

/**
 * Opens an OpenAPI description. `everywhere` are fields any answer may have at its top without their being described.
 * Throws where a slip points at nothing, since it is then mended.
 */
export function openSpec(
  file: string,
  { slips = {}, everywhere = [] }: { slips?: Slips; everywhere?: string[] } = {},
): Spec {
  const document = JSON.parse(readFileSync(SPECS + file, 'utf8')) as Node
  for (const [pointer, value] of Object.entries(slips)) mend(document, pointer, value)
  widenNullable(document)
  const exact = openValidator(document, false)
  const coercing = openValidator(document, true)

  function check(exchange: Exchange): string[] {
    const found = findOperation(document, exchange)
    if (!found) return [`${exchange.method} ${exchange.path} is not described`]
    const { operation, pointer } = found
    const issues = [
      ...checkParameters(operation, pointer, exchange),
      ...checkBody(operation, pointer, exchange),
      ...checkAnswer(operation, pointer, exchange),
    ]
    return issues.map((issue) => `${exchange.method} ${found.template}: ${issue}`)
  }

  function checkParameters(operation: Node, pointer: string, { query, headers }: Exchange): string[] {
    const issues: string[] = []
    const known = new Set<string>()
    for (const [index, parameter] of list(operation['parameters']).entries()) {
      const { name, in: place, required } = parameter
      if (typeof name !== 'string' || (place !== 'query' && place !== 'header')) continue
      known.add(`${place} ${name}`)
      const value = place === 'query' ? query.get(name) : (headers[name.toLowerCase()] ?? null)
      if (value !== null)
        issues.push(...coercing(`${pointer}/parameters/${index}/schema`, { value }, `${place} ${name}`))
      else if (required === true) issues.push(`${place} ${name} is missing`)
    }
    for (const name of query.keys()) if (!known.has(`query ${name}`)) issues.push(`query ${name} is not described`)
    return issues
  }

  function checkBody(operation: Node, pointer: string, { body, headers }: Exchange): string[] {
    const content = child(child(operation['requestBody'])['content'])
    const types = Object.keys(content)
    if (types.length === 0) return body === '' ? [] : ['a body is not described']
    const type = (headers['content-type'] ?? '').split(';')[0] ?? ''
    if (!types.includes(type)) return [`a body of type "${type}" is not described`]
    const schema = `${pointer}/requestBody/content/${escape(type)}/schema`
    const isForm = type === 'application/x-www-form-urlencoded'
    const value = isForm ? Object.fromEntries(new URLSearchParams(body)) : (JSON.parse(body) as Json)
    return [
      ...(isForm ? coercing : exact)(schema, { value }, 'body'),
      ...undeclared(document, at(document, schema), value, 'body'),
    ]
  }

  function checkAnswer(operation: Node, pointer: string, { status, answer }: Exchange): string[] {
    const response = child(child(operation['responses'])[String(status)])
    if (!response['description'] && !response['content']) return [`status ${status} is not described`]
    if (!child(response['content'])['application/json']) return []
    const schema = `${pointer}/responses/${status}/content/${escape('application/json')}/schema`
    return checkJson(schema, answer, 'answer')
  }

  function checkJson(pointer: string, text: string, name: string): string[] {
    const value = JSON.parse(text) as Json
    const odd = undeclared(document, at(document, pointer), value, name)
    const expected = everywhere.map((field) => `${name}/${field} is not described`)
    return [...exact(pointer, { value }, name), ...odd.filter((issue) => !expected.includes(issue))]
  }

  function checkWebhook(schemaName: string, body: string): string[] {
    const pointer = `/components/schemas/${schemaName}`
    const isDescribed = Object.keys(at(document, pointer)).length > 0
    return isDescribed ? checkJson(pointer, body, schemaName) : [`${schemaName} is not described`]
  }

  return { check, checkWebhook }
}

type Validator = (pointer: string, holder: { value: unknown }, name: string) => string[]

function openValidator(document: Node, coerceTypes: boolean): Validator {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, validateSchema: false })
  addFormats.default(ajv)
  // Twilio's URIs are relative to its host, though the description calls them `uri`.
  ajv.addFormat('uri', /^(https?:\/\/|\/)\S+$/)
  ajv.addFormat('phone-number', /^\+[1-9]\d{6,14}$/)
  ajv.addFormat(
    'date-time-rfc-2822',
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/,
  )
  ajv.addFormat('currency', /^[A-Za-z]{3}$/)
  ajv.addFormat('uri-map', true)
  ajv.addFormat('unixtime', true)
  ajv.addSchema(document, 'spec')
  const compiled = new Map<string, ValidateFunction>()
  return (pointer, holder, name) => {
    const validate =
      compiled.get(pointer) ?? ajv.compile({ properties: { value: { $ref: `spec#${encodeURI(pointer)}` } } })
    compiled.set(pointer, validate)
    if (validate(holder)) return []
    return (validate.errors ?? []).map((error) => `${name}${error.instancePath.slice(6)} ${error.message}`)
  }
}

/** Literal paths win over templates: `/opportunities/search` is not an opportunity called "search". */
function findOperation(document: Node, { method, path }: Exchange) {
  const paths = child(document['paths'])
  const templates = Object.keys(paths).filter((template) => child(paths[template])[method.toLowerCase()])
  const matches = templates.filter((template) =>
    new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  )
  const template = matches.find((match) => match === path) ?? matches[0]
  if (template === undefined) return null
  const pointer = `/paths/${escape(template)}/${method.toLowerCase()}`
  return { template, pointer, operation: at(document, pointer) }
}

/** Names a value has and its schema does not, all the way down. A schema without properties allows all names. */
function undeclared(document: Node, schema: Node, value: Json, name: string): string[] {
  if (Array.isArray(value)) {
    const items = child(resolve(document, schema)['items'])
    return value.flatMap((item, index) => undeclared(document, items, item, `${name}/${index}`))
  }
  if (value === null || typeof value !== 'object') return []
  const properties = propertiesOf(document, schema, value)
  if (Object.keys(properties).length === 0) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const declared = properties[key]
    return declared === undefined
      ? [`${name}/${key} is not described`]
      : undeclared(document, child(declared), inner, `${name}/${key}`)
  })
}

/** Of several kinds of things, those that call themselves as the value does. */
function propertiesOf(document: Node, schema: Node, value: Node): Node {
  const { properties, allOf, anyOf, oneOf } = resolve(document, schema)
  const isMeant = (part: Node) => {
    const types = typesOf(document, part)
    return types.length === 0 || types.includes(value['type'] ?? null)
  }
  const parts = [...list(allOf), ...[anyOf, oneOf].flatMap(list).filter(isMeant)]
  return Object.assign({}, child(properties), ...parts.map((part) => propertiesOf(document, part, value))) as Node
}

function typesOf(document: Node, part: Node): Json[] {
  const named = child(child(resolve(document, part)['properties'])['type'])['enum']
  return Array.isArray(named) ? named : []
}

function resolve(document: Node, schema: Node): Node {
  const { $ref } = schema
  return typeof $ref === 'string' && $ref.startsWith('#') ? resolve(document, at(document, $ref.slice(1))) : schema
}

/** Ajv wants a type beside `nullable`; a reference has none. */
function widenNullable(node: Json): void {
  if (Array.isArray(node)) return node.forEach(widenNullable)
  if (node === null || typeof node !== 'object') return
  Object.values(node).forEach(widenNullable)
  if (node['nullable'] !== true || 'type' in node) return
  delete node['nullable']
  const { description: _description, ...rest } = node
  for (const key of Object.keys(node)) delete node[key]
  node['anyOf'] = [rest, { type: 'null' }]
}

function mend(document: Node, pointer: string, value: Json): void {
  const cut = pointer.lastIndexOf('/')
  const key = pointer.slice(cut + 1)
  const parent = at(document, pointer.slice(0, cut))
  if (!(key in parent)) throw new Error(`Nothing stands at ${pointer}.`)
  parent[key] = value
}

function at(document: Node, pointer: string): Node {
  const keys = pointer.split('/').slice(1)
  return keys.reduce((node, key) => child(node[key.replaceAll('~1', '/').replaceAll('~0', '~')]), document)
}

function child(node: Json | undefined): Node {
  // An array is walked by its indices, as a JSON pointer does.
  return node !== null && typeof node === 'object' ? (node as Node) : {}
}

function list(node: Json | undefined): Node[] {
  return Array.isArray(node) ? node.map(child) : []
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
