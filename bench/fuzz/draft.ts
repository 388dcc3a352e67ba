/** A request before it is signed and sent. What stands in it may be wrong in any way that can go over a wire. */
export type Draft = {
  /** Which request of the corpus it began as, such as `twilio/sms`. */
  name: string
  surface: 'hook' | 'api' | 'page'
  provider: 'twilio' | 'gohighlevel' | 'resend' | null
  method: string
  path: string
  query: [name: string, value: string][]
  headers: [name: string, value: string][]
  body: Body
}

export type Body =
  { kind: 'none' } | { kind: 'json'; value: Json } | { kind: 'form'; fields: [name: string, value: string][] }

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Stands in a JSON value for text that no value is written as, such as `1e999`. */
export const raw = (text: string): string => `\u{e000}${text}\u{e001}`
const RAW = /"\u{e000}([^\u{e001}]*)\u{e001}"/gu

export function writeJson(value: Json): string {
  return JSON.stringify(value).replace(RAW, (_found, escaped: string) => JSON.parse(`"${escaped}"`) as string)
}

export function writeBody(body: Body): string {
  switch (body.kind) {
    case 'none':
      return ''
    case 'json':
      return writeJson(body.value)
    case 'form':
      return body.fields.map(([name, value]) => `${formText(name)}=${formText(value)}`).join('&')
  }
}

/** `\u{e000}%ff\u{e001}` goes out as `%ff`, which is no UTF-8 when it is read. */
function formText(text: string): string {
  const verbatim = /^\u{e000}(.*)\u{e001}$/su.exec(text)?.[1]
  return verbatim ?? new URLSearchParams([['', text]]).toString().slice(1)
}

export function targetOf({ path, query }: Pick<Draft, 'path' | 'query'>): string {
  const search = query.map(([name, value]) => `${queryText(name)}=${queryText(value)}`).join('&')
  return search === '' ? path : `${path}?${search}`
}

function queryText(text: string): string {
  return /^%[\w%]+$/.test(text) ? text : encodeURIComponent(text.toWellFormed())
}
