/** As much of an R2 bucket as a tenant asks of it. */
export function simulatedBucket(): R2Bucket {
  const files = new Map<string, { body: unknown; contentType: string | undefined }>()
  const bucket = {
    async put(key: string, body: unknown, options?: R2PutOptions) {
      const isOnlyNew = options?.onlyIf instanceof Headers && options.onlyIf.get('if-none-match') === '*'
      if (isOnlyNew && files.has(key)) return null
      const metadata = options?.httpMetadata
      files.set(key, { body, contentType: metadata instanceof Headers ? undefined : metadata?.contentType })
      return { key }
    },
    async head(key: string) {
      return files.has(key) ? { key } : null
    },
    async get(key: string) {
      const file = files.get(key)
      if (!file) return null
      const response = new Response(file.body as BodyInit)
      return { key, body: response.body, text: () => response.text(), arrayBuffer: () => response.arrayBuffer() }
    },
    async delete(keys: string | string[]) {
      for (const key of [keys].flat()) files.delete(key)
    },
    async list({ prefix = '', limit = 1_000 }: R2ListOptions = {}) {
      const keys = [...files.keys()].filter((key) => key.startsWith(prefix)).toSorted()
      return { objects: keys.slice(0, limit).map((key) => ({ key })), truncated: keys.length > limit }
    },
  }
  return bucket as unknown as R2Bucket
}
