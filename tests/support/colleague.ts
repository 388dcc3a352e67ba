import type { Shop } from './open-shop.ts'

/** Somebody who signs in with an address of their own and uses the API of a shop's Shoulder. */

export type Reply<T = unknown> = { status: number; json: T; code: string | undefined; text: string }

let colleagues = 0

export function newAddress(name = 'ann'): string {
  colleagues += 1
  return `${name}${colleagues}.${crypto.randomUUID().slice(0, 8)}@example.com`
}

export function signedIn(shop: Shop, email: string) {
  let token: Promise<string> | null = null

  async function call<T = unknown>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    token ??= shop
      .control<{ token: string }>('/access/token', { email, expiresInS: 90 * 86_400 })
      .then((answer) => answer.token)
    const headers: Record<string, string> = { 'cf-access-jwt-assertion': await token }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await shop.send(`/api/v1${path}`, { method, headers, ...json })
    const text = await answer.text()
    const value = (text === '' ? null : JSON.parse(text)) as T
    return { status: answer.status, json: value, code: (value as { code?: string } | null)?.code, text }
  }

  return {
    email,
    call,
    people: (path = '') => call<People>('GET', `/tenants/${shop.id}/people${path}`),
    invites: (invited: string, role = 'technician') =>
      call<Invited>('POST', `/tenants/${shop.id}/invitations`, { email: invited, role }),
    removes: (removed: string) => call('DELETE', `/tenants/${shop.id}/people/${encodeURIComponent(removed)}`),
    looksAt: (invitationToken: string) => call('POST', '/invitations/look', { token: invitationToken }),
    accepts: (invitationToken: string) => call('POST', '/invitations/accept', { token: invitationToken }),
    boardStatus: async () => (await call('GET', `/tenants/${shop.id}/board`)).status,
  }
}

export type People = {
  people: { email: string; roles: string[] }[]
  invitations: { id: string; email: string; role: string; mail: { status: string; code: string | null } }[]
}
export type Invited = People['invitations'][number] & { expiresAt: number }

/** The token in the newest invitation that was mailed to an address. */
export async function tokenMailedTo(shop: Shop, email: string): Promise<string> {
  const mails = await shop.control<{ text: string }[]>(`/emails?to=${encodeURIComponent(email)}`)
  return /\/app\/invitation\/([0-9a-z]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}
