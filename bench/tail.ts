import { parseArgs } from 'node:util'
import { CannotFollow, follow } from './tail/follow.ts'

/**
 * `npm run tail -- TENANT [--words]`: what happens at one business of the Shoulder that `npm start` runs, while it
 * happens. Without a business it lists them.
 */

const appUrl = (process.env['APP_URL'] || `http://127.0.0.1:${process.env['PORT'] || 8787}`).replace(/\/+$/, '')
const sandboxUrl = `http://127.0.0.1:${process.env['SANDBOX_PORT'] || 8788}`
const LISTED_MAX = 100

async function main(): Promise<void> {
  const { tenantId, withWords } = readArguments()
  const token = process.env['ACCESS_TOKEN'] || (await mintToken())
  if (tenantId === undefined) return listBusinesses(token)
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  const write = (row: string) => void process.stdout.write(`${row}\n`)
  await follow({ appUrl, sandboxUrl, token, tenantId, withWords }, write, ending.signal)
}

function readArguments(): { tenantId: string | undefined; withWords: boolean } {
  try {
    const options = { words: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [tenantId, ...others] = positionals
    if (others.length > 0) throw new Error('One business at a time')
    return { tenantId, withWords: values.words }
  } catch (error) {
    throw new CannotFollow(`${(error as Error).message}. Use: npm run tail -- TENANT [--words]`)
  }
}

/** The sandbox lets in whom one asks it to; of any other Access the token is given as ACCESS_TOKEN. */
async function mintToken(): Promise<string> {
  const email = (process.env['ADMIN_EMAILS'] || 'admin@example.com').split(/[\s,]+/)[0]
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email }) }
  const answer = await fetch(`${sandboxUrl}/sandbox/access/token`, init).catch(() => null)
  if (!answer?.ok) {
    throw new CannotFollow(
      `No Shoulder answers at ${sandboxUrl}. Run npm start, or set PORT and SANDBOX_PORT to its own.`,
    )
  }
  return ((await answer.json()) as { token: string }).token
}

async function listBusinesses(token: string): Promise<void> {
  const headers = { 'cf-access-jwt-assertion': token }
  const answer = await fetch(`${appUrl}/api/v1/tenants?limit=${LISTED_MAX}`, { headers }).catch(() => null)
  if (!answer?.ok) throw new CannotFollow(`${appUrl} did not list its businesses (${answer?.status ?? 'no answer'}).`)
  const { items } = (await answer.json()) as { items: { id: string; businessName: string }[] }
  for (const { id, businessName } of items) process.stdout.write(`${id}  ${businessName}\n`)
  process.stdout.write('Follow one of them: npm run tail -- TENANT\n')
}

main().catch((error: unknown) => {
  const message = error instanceof CannotFollow ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${message}\n`)
  process.exitCode = error instanceof CannotFollow ? 2 : 1
})
