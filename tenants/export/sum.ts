import { createHash } from 'node:crypto'

/** How long a file is and what it hashes to, known once it has passed. */
export class Sum {
  readonly #hash = createHash('sha256')
  #bytes = 0
  #result: { bytes: number; sha256: string } | null = null

  async *over(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      this.#hash.update(part)
      this.#bytes += part.byteLength
      yield part
    }
  }

  get result(): { bytes: number; sha256: string } {
    this.#result ??= { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
    return this.#result
  }
}
