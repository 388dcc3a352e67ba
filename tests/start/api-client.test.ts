import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { generate } from 'openapi-typescript-codegen'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runShoulder, type RunningShoulder } from '../support/running-shoulder.ts'
import { canFindProcesses } from '../support/workerd.ts'

/** A client as somebody else would have it: generated from the document that a running Shoulder gives. */

type Page = { items: { id: string; type?: string }[]; next: string | null }
type Client = {
  OpenAPI: { BASE: string; TOKEN: string }
  ApiError: new (...args: never[]) => Error & { status: number; body: { code: string } }
  CustomersAndTheirMattersService: {
    getTenantsTimeline(id: string, after?: string, limit?: number): Promise<Page>
    getTenantsNumbers(id: string, days?: number): Promise<{ timeZone: string; days: { missed: number }[] }>
    postTenantsJobs(id: string, job: object): Promise<{ id: string; amountMinor: number }>
    getTenantsLeads(id: string): Promise<Page>
  }
  JoiningAndWhoIsSignedInService: { getApiKey(): Promise<{ tenantId: string; scopes: string[] }> }
}

let folder: string
let shoulder: RunningShoulder
let client: Client
let id: string

beforeAll(async () => {
  if (!canFindProcesses) return
  folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-client-'))
  shoulder = await runShoulder({ tenants: 1 })
  id = shoulder.businesses[0]?.id ?? ''
  const document = path.join(folder, 'openapi.json')
  const described = await fetch(`${shoulder.workerd.url}/api/v1/openapi.json`)
  await writeFile(document, await described.text())
  client = await generateClient(document)
  const wish = { name: 'Books', scopes: ['read:conversations', 'read:figures', 'write:leads'] }
  const { key } = await shoulder.api<{ key: string }>('POST', `/tenants/${id}/api-keys`, wish)
  client.OpenAPI.BASE = shoulder.workerd.url
  client.OpenAPI.TOKEN = key
}, 120_000)
afterAll(async () => {
  await shoulder?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** TypeScript of its own, which is built as any program is. */
async function generateClient(document: string): Promise<Client> {
  await generate({ input: document, output: path.join(folder, 'source'), httpClient: 'fetch' })
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(folder, 'source/index.ts'),
      outDir: path.join(folder, 'built'),
      rolldownOptions: { output: { entryFileNames: 'client.mjs' } },
    },
  })
  return (await import(pathToFileURL(path.join(folder, 'built/client.mjs')).href)) as Client
}

describe.skipIf(!canFindProcesses)('a generated client', () => {
  test('finds out what its key opens', async () => {
    const own = await client.JoiningAndWhoIsSignedInService.getApiKey()
    expect(own).toMatchObject({ tenantId: id, scopes: ['read:conversations', 'read:figures', 'write:leads'] })
  })

  test('writes, reads page by page, and hears why something is refused', async () => {
    const { CustomersAndTheirMattersService: matters } = client
    for (const [place, phone] of ['+15125550171', '+15125550172', '+15125550173'].entries()) {
      const job = await matters.postTenantsJobs(id, { phone, amountMinor: 10_000 + place })
      expect(job.amountMinor).toBe(10_000 + place)
    }
    const first = await matters.getTenantsTimeline(id, undefined, 2)
    const second = await matters.getTenantsTimeline(id, first.next ?? '', 2)
    expect(first.items).toHaveLength(2)
    const ids = [...first.items, ...second.items].map((item) => item.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect((await matters.getTenantsNumbers(id, 3)).days).toHaveLength(3)
    const refused = await matters.getTenantsLeads(id).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(client.ApiError)
    expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing' } })
  })

  test('may ask the graph instead, of the Worker as it is bundled', async () => {
    const query = `{ tenant(id: "${id}") { timeline(limit: 2) { items { type } } leads { next } } }`
    const answer = await fetch(`${shoulder.workerd.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.OpenAPI.TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const graph = (await answer.json()) as { data: { tenant: { timeline: Page } }; errors: object[] }
    expect(graph.data.tenant.timeline.items).toHaveLength(2)
    expect(graph.errors).toMatchObject([{ path: ['tenant', 'leads'], extensions: { code: 'scope_missing' } }])
  })
})
