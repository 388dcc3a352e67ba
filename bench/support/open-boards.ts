import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { RunningShoulder } from '../../tests/support/running-shoulder.ts'

/** Boards that are open and looked at by nobody: sockets as a browser would hold them. */

export type OpenBoards = {
  /** Resolves when each socket has heard so many events since it was opened. */
  heard(events: number): Promise<void>
  close(): void
}

export async function openBoards(shoulder: RunningShoulder, perTenant: number): Promise<OpenBoards> {
  const counts: number[] = []
  const sockets: WebSocket[] = []
  for (const { id } of shoulder.businesses) {
    const { email } = await shoulder.api<{ email: string }>('GET', `/tenants/${id}`)
    const token = await mintToken(shoulder, email)
    const url = `${shoulder.workerd.url.replace('http', 'ws')}/live/tenants/${id}`
    const opening = Array.from({ length: perTenant }, () => openSocket(url, token))
    for (const socket of await Promise.all(opening)) {
      const place = sockets.push(socket) - 1
      counts[place] = 0
      socket.addEventListener('message', ({ data }) => {
        if (String(data).startsWith('{"type":"event"')) counts[place] = (counts[place] ?? 0) + 1
      })
    }
  }
  return {
    async heard(events) {
      const giveUpAt = Date.now() + HEARD_WITHIN_MS
      while (counts.some((count) => count < events)) {
        if (Date.now() > giveUpAt)
          throw new Error(`${counts.filter((count) => count < events).length} boards heard less.`)
        await wait(2)
      }
    },
    close: () => sockets.forEach((socket) => socket.close()),
  }
}

const HEARD_WITHIN_MS = 30_000

async function mintToken({ sandbox }: RunningShoulder, email: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email })
  const answer = await fetch(`${sandbox.url}/sandbox/access/token`, { method: 'POST', headers, body })
  return ((await answer.json()) as { token: string }).token
}

type OpensWithHeaders = new (url: string, init: { headers: Record<string, string> }) => WebSocket

/** Resolves with its first message, which is the whole board. */
function openSocket(url: string, token: string): Promise<WebSocket> {
  const socket = new (WebSocket as unknown as OpensWithHeaders)(url, {
    headers: { cookie: `CF_Authorization=${token}` },
  })
  return new Promise((resolve, reject) => {
    socket.addEventListener('message', () => resolve(socket), { once: true })
    socket.addEventListener('error', () => reject(new Error('A board did not open.')), { once: true })
  })
}

/** Processor time that a process has used so far, as Linux counts it in hundredths of a second. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
