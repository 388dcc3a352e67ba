import type { LiveMessage } from '../../tenants/contract/live.ts'

/** As much of a shop as opening a board takes. */
type Premises = {
  id: string
  settings: Record<string, string>
  send(path: string, init: RequestInit): Promise<Response>
  control<T>(path: string, body?: unknown): Promise<T>
}
export type Watched = Awaited<ReturnType<typeof watchBoard>>

const WAIT_MS = 45_000
export const ADMIN = 'admin@example.com'

export type WatchOptions = {
  email?: string | null
  after?: number | string
  lang?: string
  expiresInS?: number
  headers?: Record<string, string>
  tenantId?: string
}

/** A tab with the board open, as a browser opens it: through the router, with the person's token. */
export async function watchBoard(shop: Premises, options: WatchOptions = {}) {
  const { email = ADMIN, after, lang, expiresInS = 90 * 86_400, headers = {}, tenantId = shop.id } = options
  const query = new URLSearchParams()
  if (after !== undefined) query.set('after', String(after))
  if (lang !== undefined) query.set('lang', lang)
  const token = email === null ? null : await tokenFor(shop, email, expiresInS)
  const answer = await shop.send(`/live/tenants/${tenantId}?${query}`, {
    headers: {
      upgrade: 'websocket',
      origin: shop.settings['APP_URL'] ?? '',
      ...(token === null ? {} : { 'cf-access-jwt-assertion': token }),
      ...headers,
    },
  })
  const socket = answer.webSocket
  if (!socket) return { ...CLOSED, status: answer.status }
  const messages: LiveMessage[] = []
  const texts: string[] = []
  const closed: { code: number | null } = { code: null }
  socket.addEventListener('message', ({ data }) => {
    texts.push(String(data))
    if (data !== 'pong') messages.push(JSON.parse(String(data)) as LiveMessage)
  })
  socket.addEventListener('close', ({ code }) => {
    closed.code = code
  })
  socket.accept()
  return {
    status: answer.status,
    socket,
    messages,
    texts,
    /** All messages, once there are so many. */
    received: async (count: number) => {
      await until(
        () => messages.length >= count,
        () => `${messages.length} of ${count} messages came`,
      )
      return messages
    },
    /** Waits for what must not come, and says what did. */
    rest: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return messages
    },
    closedWith: async () => {
      await until(
        () => closed.code !== null,
        () => 'the socket stayed open',
      )
      return closed.code
    },
  }
}

const CLOSED = {
  socket: null,
  messages: [] as LiveMessage[],
  texts: [] as string[],
  received: async () => [] as LiveMessage[],
  rest: async () => [] as LiveMessage[],
  closedWith: async () => null,
}

const tokens = new Map<string, Promise<{ token: string }>>()

async function tokenFor(shop: Premises, email: string, expiresInS: number): Promise<string> {
  const known = `${shop.id} ${email} ${expiresInS}`
  const made = tokens.get(known) ?? shop.control<{ token: string }>('/access/token', { email, expiresInS })
  tokens.set(known, made)
  return (await made).token
}

async function until(isSo: () => boolean, describe: () => string): Promise<void> {
  const giveUpAt = Date.now() + WAIT_MS
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error(`Within ${WAIT_MS} ms ${describe()}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
