import { makeToken, TOKEN_LIFE_S } from '../../sandbox/access-keys.ts'
import type { Sandbox } from '../../sandbox/server.ts'

/** Who calls the API: people whom Access has let in, and tokens that let nobody in. */
export type People = {
  admin: string
  viewer: string
  reseller: string
  /** Signed in, and nobody's technician. */
  stranger: string
  /** Signed in, to join. */
  joiners: [string, ...string[]]
  /** By the e-mail address of their business. */
  technicians: Map<string, string>
  broken: [string, ...string[]]
}

export const VIEWER = 'viewer@example.com'
export const RESELLER = 'reseller@example.com'
const JOINERS = 12

export async function openPeople({ world, settings }: Sandbox, technicians: string[]): Promise<People> {
  const good = { lifeS: TOKEN_LIFE_S, aud: settings.ACCESS_AUD, iss: settings.ACCESS_TEAM_URL }
  const token = (email: string, over: Partial<typeof good> = {}) => makeToken(world, { email, ...good, ...over })
  const admin = await token('admin@example.com')
  const [head = '', claims = '', signature = ''] = admin.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const joiners = await Promise.all(Array.from({ length: JOINERS }, (_, place) => token(`joins${place}@example.com`)))
  const tokens = await Promise.all(technicians.map(async (email) => [email, await token(email)] as const))
  return {
    admin,
    viewer: await token(VIEWER),
    reseller: await token(RESELLER),
    stranger: await token('stranger@example.com'),
    joiners: joiners as [string, ...string[]],
    technicians: new Map(tokens),
    broken: [
      await token('admin@example.com', { lifeS: -3_600 }),
      await token('admin@example.com', { aud: 'b'.repeat(64) }),
      await token('admin@example.com', { iss: 'https://other.example.com' }),
      `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}.${signature}`,
      `${part({ alg: 'RS256', kid: '__proto__' })}.${claims}.${signature}`,
      `${head}.${part({ email: 'admin@example.com', exp: 4e9 })}.${signature}`,
      `${head}.${claims}.${signature.slice(0, -4)}`,
      `${head}.${claims}`,
      `${head}..${signature}`,
      `${head}.${claims}.${'A'.repeat(9_000)}`,
      'hello',
      'null.null.null',
      '....',
    ],
  }
}
