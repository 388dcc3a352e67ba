import { env } from 'cloudflare:test'
import { openRouter, type Answered } from './open-router.ts'
import { accessToken } from './stand-in-access.ts'

/** A reseller and their papers. The numbers are well formed and nobody's. */

export const PAN = 'ABCPE1234F'
export const GSTIN = '29ABCPE1234F1Z7'
export const STREET = '14 Jasmine Lane'
export const LEGAL_NAME = 'Meera Example'
/** All that must never be found where it is not sealed. */
export const PRIVATE_WORDS = [PAN, GSTIN, 'ABCPE1234', STREET, LEGAL_NAME]

export const FILES = (env as unknown as { FILES: R2Bucket }).FILES
export const DIRECTORY = (env as unknown as { DIRECTORY: D1Database }).DIRECTORY

let resellers = 0

export type Reseller = Awaited<ReturnType<typeof openReseller>>

export async function openReseller(over: Record<string, unknown> = {}) {
  resellers += 1
  const email = `meera${resellers}-${crypto.randomUUID().slice(0, 8)}@example.com`
  const router = await openRouter(over)
  await DIRECTORY.prepare("INSERT INTO person (email, role, created_at) VALUES (?, 'reseller', 1)").bind(email).run()
  const notice = await router.api(email, 'GET', '/resellers/me/kyc/notice')

  async function upload(kind: string, bytes: Uint8Array<ArrayBuffer> | ReadableStream, by = email): Promise<Answered> {
    const headers = { 'cf-access-jwt-assertion': await accessToken({ email: by }), 'content-type': 'image/png' }
    return router.send(`/api/v1/resellers/me/kyc/documents/${kind}`, { method: 'PUT', headers, body: bytes })
  }

  const papers = (change: object = {}) => ({
    legalName: LEGAL_NAME,
    pan: PAN,
    gstin: GSTIN,
    address: { street: STREET, city: 'Bengaluru', state: 'KA', postalCode: '560001' },
    consentNoticeVersion: notice.json['version'],
    ...change,
  })
  return {
    ...router,
    email,
    papers,
    upload,
    notice: notice.json,
    /** The path by which somebody else reads these papers. */
    path: `/resellers/${encodeURIComponent(email)}/kyc`,
    save: (change: object = {}) => router.api(email, 'PUT', '/resellers/me/kyc', papers(change)),
  }
}

export function pngOf(size = 64, fill = 7): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(fill)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return bytes
}

export function pdfOf(words: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`%PDF-1.7\n${words}\n%%EOF`)
}

/** All that lies in R2 under papers, as text, so that it can be searched. */
export async function dumpFiles(): Promise<string> {
  const { objects } = await FILES.list({ prefix: 'kyc/' })
  const parts = await Promise.all(
    objects.map(async ({ key }) => key + new TextDecoder('latin1').decode(await (await FILES.get(key))?.arrayBuffer())),
  )
  return parts.join('\n')
}

/** Every row of every table of the directory, as text. */
export async function dumpDirectory(): Promise<string> {
  const { results } = await DIRECTORY.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  ).all<{ name: string }>()
  const tables = await Promise.all(results.map(({ name }) => DIRECTORY.prepare(`SELECT * FROM "${name}"`).all()))
  return JSON.stringify(tables.map((table) => table.results))
}
