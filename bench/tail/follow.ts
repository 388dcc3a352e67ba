import { setTimeout as wait } from 'node:timers/promises'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { linesOf, printEvent, printLine, readLine } from './print.ts'

export type Followed = { appUrl: string; sandboxUrl: string; token: string; tenantId: string; withWords: boolean }

/** Somebody who follows can do something about it; its message is all they are shown. */
export class CannotFollow extends Error {}

const LOOK_EVERY_MS = 500
const PING_EVERY_MS = 20_000
const RETRY_AFTER_MS = 2_000
/** Close codes after which trying again leads nowhere, see tenants/contract/live.ts. */
const FINAL_CODES: Record<number, string> = {
  4401: 'The sign-in is over.',
  4403: 'You may not look in there.',
  4404: 'There is no such business.',
}

/** Writes what happens at one business until `signal` ends it, through restarts of the Worker. */
export async function follow(followed: Followed, write: (row: string) => void, signal: AbortSignal): Promise<void> {
  await Promise.all([followFacts(followed, write, signal), followLines(followed, write, signal)])
}

async function followFacts(followed: Followed, write: (row: string) => void, signal: AbortSignal): Promise<void> {
  let seq: number | null = null
  while (!signal.aborted) {
    const code = await watch(followed, seq, signal, (message) => {
      if (message.type === 'snapshot') {
        if (seq === null) write(`Following ${message.board.business.businessName}. Ctrl-C ends it.`)
        seq = message.board.seq
        return
      }
      seq = message.seq
      write(printEvent(message, followed.withWords))
    })
    const final = FINAL_CODES[code]
    if (final !== undefined) throw new CannotFollow(final)
    await pause(RETRY_AFTER_MS, signal)
  }
}

type OpensWithHeaders = new (url: string, init: { headers: Record<string, string> }) => WebSocket

/** One connection; resolves with the code it was closed with. */
function watch(
  { appUrl, token, tenantId }: Followed,
  after: number | null,
  signal: AbortSignal,
  hear: (message: LiveMessage) => void,
): Promise<number> {
  const url = `${appUrl.replace(/^http/, 'ws')}/live/tenants/${tenantId}?lang=en${after === null ? '' : `&after=${after}`}`
  // Whoever names an origin is told of a refusal by a code, and whoever names none by nothing at all.
  const headers = { 'cf-access-jwt-assertion': token, origin: new URL(appUrl).origin }
  const socket = new (WebSocket as unknown as OpensWithHeaders)(url, { headers })
  const ping = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send('ping'), PING_EVERY_MS)
  const end = () => socket.close()
  signal.addEventListener('abort', end, { once: true })
  socket.addEventListener('message', ({ data }) => {
    if (data !== 'pong') hear(JSON.parse(String(data)) as LiveMessage)
  })
  return new Promise((resolve) => {
    socket.addEventListener('error', () => undefined)
    socket.addEventListener('close', ({ code }) => {
      clearInterval(ping)
      signal.removeEventListener('abort', end)
      resolve(code)
    })
  })
}

type Told = { last: number; lines: string[] }

/** Lines of the log are at hand where Shoulder runs beside its sandbox. */
async function followLines(
  { sandboxUrl, tenantId }: Followed,
  write: (row: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const isTheirs = linesOf(tenantId)
  let after: number | null = null
  while (!signal.aborted) {
    const told: Told | null = await fetch(`${sandboxUrl}/sandbox/lines${after === null ? '' : `?after=${after}`}`, {
      signal,
    })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as Told) : null))
      .catch(() => null)
    for (const text of told?.lines ?? []) {
      const line = readLine(text)
      if (line && isTheirs(line)) write(printLine(line))
    }
    // A Shoulder that was started anew counts its lines from the beginning.
    after = told === null ? null : told.last
    await pause(LOOK_EVERY_MS, signal)
  }
}

async function pause(forMs: number, signal: AbortSignal): Promise<void> {
  await wait(forMs, undefined, { signal }).catch(() => undefined)
}
