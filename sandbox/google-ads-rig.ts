import { createHash } from 'node:crypto'
import { openRig, send, type Reply, type SandboxRig } from './sandbox-rig.ts'

export const ADS_SCOPES = 'https://www.googleapis.com/auth/adwords https://www.googleapis.com/auth/datamanager'
export const VERIFIER = 'a-verifier-that-is-long-enough-for-what-the-standard-asks'

export type Row = Record<string, Record<string, unknown> | undefined>
export type AdsRig = SandboxRig & {
  /** Where the page sends somebody who chose this login. */
  consent(login: string, more?: Record<string, string>): Promise<Reply>
  token(form: Record<string, string>): Promise<Reply>
  /** Gives leave and answers both tokens. */
  connect(login: string, more?: Record<string, string>): Promise<{ access: string; refresh: string }>
  /** Below the version, with a token. */
  ads(access: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** An account of its own with a login of its own, connected. */
  open(order?: Record<string, unknown>): Promise<{ customerId: string; login: string; access: string; today: string }>
  query(access: string, customerId: string, gaql: string): Promise<Row[]>
}

export async function openAdsRig(options: { stateDir?: string } = {}): Promise<AdsRig> {
  const rig = await openRig(options)
  const { GOOGLE_OAUTH_URL, GOOGLE_ADS_API_URL, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = rig.sandbox.settings
  const redirectUri = `${rig.app.url}/connect/google-ads/callback`
  const consent: AdsRig['consent'] = (login, more = {}) => {
    const query = {
      ...{ client_id: GOOGLE_CLIENT_ID, redirect_uri: redirectUri, response_type: 'code', scope: ADS_SCOPES },
      ...{ access_type: 'offline', prompt: 'consent', state: 'state-1', code_challenge_method: 'S256' },
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      ...(login === '' ? {} : { login }),
      ...more,
    }
    return send(`${GOOGLE_OAUTH_URL}/o/oauth2/v2/auth?${new URLSearchParams(query)}`, { redirect: 'manual' })
  }
  const token: AdsRig['token'] = (form) => {
    const client = { client_id: GOOGLE_CLIENT_ID, client_secret: GOOGLE_CLIENT_SECRET }
    return send(`${GOOGLE_OAUTH_URL}/token`, { method: 'POST', body: new URLSearchParams({ ...client, ...form }) })
  }
  const connect: AdsRig['connect'] = async (login, more) => {
    const code = new URL((await consent(login, more)).headers.get('location') ?? '').searchParams.get('code') ?? ''
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: VERIFIER }
    const { json } = await token(form)
    return { access: String(json['access_token']), refresh: String(json['refresh_token']) }
  }
  const ads: AdsRig['ads'] = (access, path, body, headers = {}) =>
    send(`${GOOGLE_ADS_API_URL}/v25/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    ...rig,
    ...{ consent, token, connect, ads },
    async open(order = {}) {
      const { json } = await rig.control('POST', '/sandbox/google-ads/accounts', {
        seed: 3,
        trade: 'plumbing',
        ...order,
      })
      const made = {
        customerId: String(json['customerId']),
        login: String(json['login']),
        today: String(json['today']),
      }
      return { ...made, access: (await connect(made.login)).access }
    },
    async query(access, customerId, gaql) {
      const { json, status, text } = await ads(access, `customers/${customerId}/googleAds:searchStream`, {
        query: gaql,
      })
      if (status !== 200) throw new Error(text)
      return (json as unknown as { results?: Row[] }[]).flatMap(({ results = [] }) => results)
    },
  }
}

/** The codes of an answer that refuses, as `queryError.UNRECOGNIZED_FIELD`. */
export function codesOf(json: unknown): string[] {
  const [answer] = Array.isArray(json) ? json : [json]
  const { error } = answer as { error: { details?: { errors?: { errorCode: Record<string, string> }[] }[] } }
  return (error.details ?? []).flatMap(({ errors = [] }) =>
    errors.flatMap(({ errorCode }) => Object.entries(errorCode).map(([kind, code]) => `${kind}.${code}`)),
  )
}
