import { scopeOf } from '../access/scopes.ts'
import { describeSchema, type JsonSchema } from '../api-description/json-schema.ts'
import { listOperations, SECTIONS, type Operation } from '../api-description/routes.ts'
import { buildOpenApi } from '../api-description/openapi.ts'
import type { Route } from '../context.ts'
import { respondHtml, respondJson } from '../respond.ts'
import { escapeHtml } from './layout.ts'
import { styleSource } from './style-source.ts'

/** `GET /api/v1/openapi.json`: what there is to call, for programs. It tells of no business. */
export const showOpenApi: Route = (_request, { env }) => {
  return Promise.resolve(respondJson(buildOpenApi(env.settings.APP_URL)))
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto 4rem;padding:0 1rem;color:#1c2321}' +
  'h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2.5rem}a{color:#1f5f4a}code{font:.875rem ui-monospace,' +
  'monospace;overflow-wrap:anywhere}pre{overflow-x:auto;background:#f0ede6;padding:.75rem;border-radius:.5rem}' +
  'details{border-top:1px solid #8a867c}details:last-child{border-bottom:1px solid #8a867c}summary{padding:.75rem 0;' +
  'cursor:pointer}summary b{display:inline-block;min-width:4.5rem}summary span{display:block;color:#4f5a55}' +
  'table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}td,th{text-align:left;vertical-align:top;' +
  'padding:.375rem .75rem .375rem 0}.scope{background:#dfece6;border-radius:.25rem;padding:0 .375rem}' +
  ':focus-visible{outline:3px solid #e0a526;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{background:#141a18;color:#e8eeeb}a{color:#8fd0b4}pre{background:#22302b}' +
  'summary span{color:#a9b5b0}.scope{background:#244237}}'

/** `GET /api/docs`: the same, for whoever writes the program. */
export const showApiDocs: Route = async (_request, { env }) => {
  const { APP_URL } = env.settings
  const operations = listOperations()
  const sections = SECTIONS.map(({ name }) => {
    const own = operations.filter(({ section }) => section === name)
    return `<section><h2>${escapeHtml(name)}</h2>${own.map(showOperation).join('')}</section>`
  })
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>Shoulder API</title><style>${STYLE}</style></head><body><main><h1>Shoulder API</h1>` +
    showBeginning(APP_URL) +
    `${sections.join('')}</main></body></html>`
  const policy =
    `default-src 'none'; style-src ${await styleSource(STYLE)}; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'none'"
  return respondHtml(html, 200, { 'content-security-policy': policy })
}

function showBeginning(appUrl: string): string {
  const call = `curl ${appUrl}/api/v1/api-key -H 'Authorization: Bearer shk_…'`
  return (
    '<p>A business makes a key on its Settings page, under API. The key opens that business and, of it, what its scopes ' +
    'say. Try it out:</p>' +
    `<pre><code>${escapeHtml(call)}</code></pre>` +
    '<p>Instants are epoch milliseconds, money is in minor units, phone numbers are E.164. A list gives <code>next</code>, ' +
    'which is the <code>after</code> of the page that follows; <code>null</code> is the end. A refusal is ' +
    '<code>application/problem+json</code>: go by its <code>code</code>. After 429 wait as long as ' +
    '<code>retry-after</code> says.</p>' +
    '<p>The same lists as one graph: <code>POST /api/graphql</code> with <code>{"query": "…"}</code>, by the same keys. ' +
    '<a href="/api/graphql">Its schema</a>; refused fields are null, with their <code>code</code> in ' +
    '<code>errors[].extensions</code>.</p>' +
    '<p>The whole as a document for generators: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>'
  )
}

function showOperation(operation: Operation): string {
  const { method, path, summary, query, body, answer, status = 200, file } = operation
  const scope = scopeOf(method, path)
  const parts = [
    scope === null ? '' : `<p>Scope: <code class="scope">${scope}</code></p>`,
    query ? `<h3>Query</h3>${showFields(describeSchema(query))}` : '',
    file === 'body' ? '<p>The body is the file.</p>' : body ? `<h3>Body</h3>${showFields(describeSchema(body))}` : '',
    `<h3>Answer ${status}</h3>`,
    answer
      ? showFields(describeSchema(answer))
      : `<p>${file === 'answer' ? 'A file.' : (EMPTY[status] ?? 'JSON.')}</p>`,
  ]
  return (
    `<details><summary><b>${method}</b> <code>${escapeHtml(path)}</code>` +
    `<span>${showText(summary)}</span></summary>${parts.join('')}</details>`
  )
}

const EMPTY: Record<number, string> = {
  101: 'A WebSocket.',
  204: 'Without a body.',
  302: 'Elsewhere, by the header <code>location</code>.',
}

/** Text of ours, in which backticks mark code. */
function showText(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>')
}

function showFields(schema: JsonSchema): string {
  const choices = schema['anyOf'] as JsonSchema[] | undefined
  if (choices) return choices.map((choice) => `<p>One of:</p>${showFields(choice)}`).join('')
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined
  if (!properties) return `<p>${showType(schema)}</p>`
  const required = (schema['required'] ?? []) as string[]
  const rows = Object.entries(properties).map(([name, field]) => {
    const note = [required.includes(name) ? '' : 'optional', describeBounds(field)].filter(Boolean).join('; ')
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${showType(field)}</td><td>${escapeHtml(note)}</td></tr>`
  })
  return `<table><thead><tr><th>Field</th><th>Type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function showType(schema: JsonSchema): string {
  if ('const' in schema) return `<code>${escapeHtml(JSON.stringify(schema['const']))}</code>`
  if ('enum' in schema)
    return (schema['enum'] as (string | number)[]).map((one) => `<code>${escapeHtml(String(one))}</code>`).join(' · ')
  if (schema['anyOf']) return (schema['anyOf'] as JsonSchema[]).map(showType).join(' or ')
  const { type } = schema
  if (type === 'array') return `list of ${showType((schema['items'] ?? {}) as JsonSchema)}`
  if (type === 'object' && schema['properties']) return `{ ${showNames(schema)} }`
  return escapeHtml(Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'anything')
}

function showNames(schema: JsonSchema): string {
  return Object.entries(schema['properties'] as Record<string, JsonSchema>)
    .map(([name, field]) => `<code>${escapeHtml(name)}</code>: ${showType(field)}`)
    .join(', ')
}

function describeBounds(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, format, description } = schema
  const span = (what: string, low: unknown, high: unknown) => {
    const bounds = [typeof low === 'number' ? `from ${low}` : '', typeof high === 'number' ? `up to ${high}` : '']
    return bounds.join('') === '' ? '' : `${what} ${bounds.filter(Boolean).join(' ')}`.trim()
  }
  return [
    schema['default'] === undefined ? '' : `default ${JSON.stringify(schema['default'])}`,
    span('', minimum, maximum),
    span('characters', minLength, maxLength),
    span('items', minItems, maxItems),
    typeof format === 'string' ? format : '',
    typeof pattern === 'string' ? `like ${pattern}` : '',
    typeof description === 'string' ? description : '',
  ]
    .filter(Boolean)
    .join('; ')
}
