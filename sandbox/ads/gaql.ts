import { refusal, type AdsRefusal } from '../google-ads-errors.ts'

/** The part of Google Ads Query Language that is played here; anything else is refused as Google refuses nonsense. */
export type GaqlQuery = {
  select: string[]
  from: string
  where: GaqlCondition[]
  orderBy: { field: string; isDescending: boolean }[]
  limit: number | null
}
export type GaqlOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'IN' | 'NOT IN' | 'BETWEEN' | 'DURING'
export type GaqlCondition = { field: string; operator: GaqlOperator; values: string[] }

type Token = { text: string; isString: boolean }

const TOKEN = /\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(!=|>=|<=|[=<>(),])|([A-Za-z0-9_.+-]+))/y
const FIELD = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/
const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='] as const

export function parseGaql(text: string): GaqlQuery {
  const reader = new Reader(tokenize(text))
  reader.expect('SELECT', 'EXPECTED_SELECT')
  const select = reader.list(() => reader.field())
  reader.expect('FROM', 'EXPECTED_FROM')
  const from = reader.next('EXPECTED_FROM').text
  if (!/^[a-z][a-z0-9_]*$/.test(from)) throw queryRefusal('BAD_RESOURCE_TYPE_IN_FROM_CLAUSE', from)
  const where = reader.takes('WHERE') ? reader.separated('AND', () => readCondition(reader)) : []
  const orderBy = reader.takes('ORDER') ? readOrder(reader) : []
  const limit = reader.takes('LIMIT') ? readLimit(reader) : null
  if (!reader.isAtEnd()) throw queryRefusal('UNEXPECTED_INPUT', reader.next('UNEXPECTED_INPUT').text)
  return { select: [...new Set(select)], from, where, orderBy, limit }
}

export function queryRefusal(code: string, trigger: string, message = `Error in query: ${trigger}.`): AdsRefusal {
  return refusal(400, 'queryError', code, message, { trigger })
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(TOKEN)
  while (/\S/.test(text.slice(pattern.lastIndex))) {
    const from = pattern.lastIndex
    const match = pattern.exec(text)
    if (!match) throw queryRefusal('BAD_SYMBOL', text.slice(from).trim().slice(0, 20))
    const quoted = match[1] ?? match[2]
    if (quoted === undefined) tokens.push({ text: match[3] ?? match[4] ?? '', isString: false })
    else tokens.push({ text: quoted.replaceAll(/\\(.)/g, '$1'), isString: true })
  }
  return tokens
}

class Reader {
  readonly #tokens: Token[]
  #place = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  isAtEnd(): boolean {
    return this.#place >= this.#tokens.length
  }

  next(codeAtEnd: string): Token {
    const token = this.#tokens[this.#place]
    if (!token) throw queryRefusal(codeAtEnd, 'end of query')
    this.#place += 1
    return token
  }

  takes(word: string): boolean {
    const token = this.#tokens[this.#place]
    if (!token || token.isString || token.text.toUpperCase() !== word) return false
    this.#place += 1
    return true
  }

  expect(word: string, code: string): void {
    if (!this.takes(word)) throw queryRefusal(code, this.#tokens[this.#place]?.text ?? 'end of query')
  }

  field(): string {
    const { text, isString } = this.next('BAD_FIELD_NAME')
    if (isString || !FIELD.test(text)) throw queryRefusal('BAD_FIELD_NAME', text)
    return text
  }

  list<T>(read: () => T): T[] {
    return this.separated(',', read)
  }

  separated<T>(mark: string, read: () => T): T[] {
    const rows = [read()]
    while (this.takes(mark)) rows.push(read())
    return rows
  }
}

function readCondition(reader: Reader): GaqlCondition {
  const field = reader.field()
  const { text } = reader.next('BAD_OPERATOR')
  const comparison = COMPARISONS.find((one) => one === text)
  if (comparison) return { field, operator: comparison, values: [readValue(reader)] }
  switch (text.toUpperCase()) {
    case 'BETWEEN': {
      const first = readValue(reader)
      reader.expect('AND', 'EXPECTED_AND')
      return { field, operator: 'BETWEEN', values: [first, readValue(reader)] }
    }
    case 'DURING':
      return { field, operator: 'DURING', values: [reader.next('EXPECTED_SINGLE_VALUE').text.toUpperCase()] }
    case 'IN':
      return { field, operator: 'IN', values: readValues(reader) }
    case 'NOT':
      reader.expect('IN', 'BAD_OPERATOR')
      return { field, operator: 'NOT IN', values: readValues(reader) }
    default:
      throw queryRefusal('BAD_OPERATOR', text)
  }
}

function readValues(reader: Reader): string[] {
  reader.expect('(', 'EXPECTED_LIST')
  if (reader.takes(')')) throw queryRefusal('PROHIBITED_EMPTY_LIST_IN_CONDITION', '()')
  const values = reader.list(() => readValue(reader))
  reader.expect(')', 'EXPECTED_LIST')
  return values
}

function readValue(reader: Reader): string {
  const { text, isString } = reader.next('EXPECTED_SINGLE_VALUE')
  if (!isString && !/^[A-Za-z0-9_.+-]+$/.test(text)) throw queryRefusal('BAD_VALUE', text)
  return text
}

function readOrder(reader: Reader): GaqlQuery['orderBy'] {
  reader.expect('BY', 'EXPECTED_BY')
  return reader.list(() => {
    const field = reader.field()
    const isDescending = reader.takes('DESC')
    if (!isDescending) reader.takes('ASC')
    return { field, isDescending }
  })
}

function readLimit(reader: Reader): number {
  const { text } = reader.next('BAD_LIMIT_VALUE')
  if (!/^[1-9]\d{0,9}$/.test(text)) throw queryRefusal('BAD_LIMIT_VALUE', text)
  return Number(text)
}
