import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { EmulatorResponse } from '../emulator.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page shows what strangers wrote, so that nothing may run on it but its own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export type PhonePage = { handle(path: string): EmulatorResponse | undefined }

/** The page where a person plays the customer: `/` and what it loads from `/phone/`. Read from disk once. */
export function phonePage(): PhonePage {
  const files = new Map<string, EmulatorResponse>()
  for (const name of readdirSync(import.meta.dirname)) {
    const type = TYPES[path.extname(name)]
    if (!type) continue
    const text = readFileSync(path.join(import.meta.dirname, name), 'utf8')
    files.set(name === 'index.html' ? '/' : `/phone/${name}`, { status: 200, text, headers: headersFor(type) })
  }
  return { handle: (asked) => files.get(asked) }
}

function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  }
}
