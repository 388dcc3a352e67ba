import { ADS_ROW_CHARS_MAX } from '../../base/google-ads-limits.ts'

export type ScanFault = 'row_too_long' | 'answer_unreadable'

/** Depths of the brackets: a chunk in the array, a value of it, a row in its list. */
const IN_CHUNK = 2
const IN_VALUE = 3
const IN_ROW = 4
const NAME_CHARS_MAX = 200
/** A quote, a backslash or a bracket: between two of them nothing happens. */
const TELLING = /["\\{}[\]]/g

/**
 * Goes through an answer of searchStream as it arrives: a JSON array of chunks `{results: […], requestId, …}`. Every
 * row is given out as soon as its last brace is here, and of all that came before nothing is kept, so that an answer of
 * any length takes the room of its longest row.
 */
export class RowScanner {
  /** Google's name for the request, once a chunk has told it. */
  requestRef: string | null = null
  /** What stands where rows were expected: Google says in the array itself that it failed. */
  failed: unknown = undefined
  /** Whether the text is over, as its own brackets say. */
  isWhole = false
  readonly #take: (row: unknown) => void
  #depth = 0
  #isInText = false
  #isEscaped = false
  #isInRows = false
  /** The name of the chunk's value that we are in, or the text that was read last. */
  #name = ''
  #text = ''
  /** A row, or what failed, as far as it is here; null between them. */
  #kept: string | null = null
  /** Where in this piece begins what is kept, or the text we are in. */
  #from = 0

  constructor(take: (row: unknown) => void) {
    this.#take = take
  }

  /** The next piece of the text, cut anywhere. */
  push(piece: string): ScanFault | null {
    this.#from = 0
    let at = this.#isEscaped && piece.length > 0 ? 1 : 0
    if (at > 0) this.#isEscaped = false
    for (;;) {
      TELLING.lastIndex = at
      const here = TELLING.exec(piece)?.index
      if (here === undefined) break
      at = here + 1
      const fault = this.#isInText ? this.#goOnInText(piece, here) : this.#goOn(piece, here)
      if (fault) return fault
      if (!this.#isEscaped) continue
      // What follows a backslash says nothing; it may stand in the next piece.
      if (at >= piece.length) break
      this.#isEscaped = false
      at += 1
    }
    return this.#keep(piece)
  }

  #goOnInText(piece: string, here: number): null {
    if (piece[here] === '\\') this.#isEscaped = true
    if (piece[here] !== '"') return null
    this.#isInText = false
    if (this.#kept !== null || this.#depth !== IN_CHUNK) return null
    const text = this.#text + piece.slice(this.#from, here)
    // Names and values take turns, and of the values that are texts this one is wanted.
    if (this.#name === 'requestId') this.requestRef = text
    this.#name = this.#name === 'requestId' ? '' : text
    return null
  }

  #goOn(piece: string, here: number): ScanFault | null {
    switch (piece.charAt(here)) {
      case '"':
        this.#isInText = true
        if (this.#kept === null) this.#beginText(here + 1)
        return null
      case '{':
      case '[':
        this.#open(piece, here)
        return null
      default:
        return this.#close(piece, here)
    }
  }

  #beginText(from: number): void {
    this.#text = ''
    this.#from = from
  }

  #open(piece: string, here: number): void {
    this.#depth += 1
    if (this.#kept !== null) return
    if (this.#depth === IN_VALUE && this.#name === 'results') this.#isInRows = true
    const isRow = this.#isInRows && this.#depth === IN_ROW
    if (!isRow && !(this.#depth === IN_VALUE && this.#name === 'error')) return
    this.#kept = ''
    this.#from = here
  }

  #close(piece: string, here: number): ScanFault | null {
    const isRow = this.#isInRows && this.#depth === IN_ROW
    const isEnd = this.#kept !== null && (isRow || (!this.#isInRows && this.#depth === IN_VALUE))
    this.#depth -= 1
    if (this.#depth === IN_CHUNK) this.#isInRows = false
    if (this.#depth < IN_VALUE) this.#name = ''
    if (this.#depth === 0) this.isWhole = true
    if (!isEnd) return null
    const whole = `${this.#kept}${piece.slice(this.#from, here + 1)}`
    this.#kept = null
    return whole.length > ADS_ROW_CHARS_MAX ? 'row_too_long' : this.#give(whole, isRow)
  }

  #give(whole: string, isRow: boolean): ScanFault | null {
    const value = parse(whole)
    if (value === undefined) return 'answer_unreadable'
    if (isRow) this.#take(value)
    else this.failed = { error: value }
    return null
  }

  #keep(piece: string): ScanFault | null {
    if (this.#kept !== null) {
      this.#kept += piece.slice(this.#from)
      return this.#kept.length > ADS_ROW_CHARS_MAX ? 'row_too_long' : null
    }
    if (this.#isInText) this.#text = `${this.#text}${piece.slice(this.#from)}`.slice(0, NAME_CHARS_MAX)
    return null
  }
}

/** `undefined` where it is not JSON, which JSON itself cannot say. */
function parse(whole: string): unknown {
  try {
    return JSON.parse(whole)
  } catch {
    return undefined
  }
}
