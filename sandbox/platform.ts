import { createRequire } from 'node:module'
import type * as miniflare from 'miniflare'
import type * as wrangler from 'wrangler'

/**
 * The platform's own tools. Their packages do not say that they are CommonJS, so an `import` has Node read their ten
 * megabytes twice, once only to find that out.
 */
const require = createRequire(import.meta.url)

export const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = require('miniflare') as typeof miniflare
export const { unstable_getMiniflareWorkerOptions } = require('wrangler') as typeof wrangler
