import type { FilesPort } from '../port.ts'

const LISTED_MAX = 500

/** Our own store of recordings and pictures: the bucket that the platform binds to us. */
export function storedFiles(bucket: R2Bucket): FilesPort {
  return {
    async keep(key, bytes, contentType) {
      try {
        await bucket.put(key, bytes, { httpMetadata: { contentType } })
        return { kind: 'answered', value: null }
      } catch {
        return UNAVAILABLE
      }
    },

    async read(key) {
      try {
        const stored = await bucket.get(key)
        return { kind: 'answered', value: stored && new Uint8Array(await stored.arrayBuffer()) }
      } catch {
        return UNAVAILABLE
      }
    },

    /** Everything whose key begins so. Asked again, it deletes what has come since. */
    async forgetAll(prefix) {
      let found = 0
      try {
        for (;;) {
          const { objects, truncated } = await bucket.list({ prefix, limit: LISTED_MAX })
          if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key))
          found += objects.length
          if (!truncated) return { kind: 'answered', value: found > 0 ? 'deleted' : 'gone' }
        }
      } catch {
        return UNAVAILABLE
      }
    },
  }
}

const UNAVAILABLE = { kind: 'unavailable', code: 'files_unavailable', retryAfterMs: null } as const
