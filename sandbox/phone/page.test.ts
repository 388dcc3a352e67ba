import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ghl } from '../ghl.ts'
import { startSandbox } from '../server.ts'
import type { Sandbox } from '../server.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, stateDir: null, emulators: [ghl()] })
})
afterAll(() => sandbox.close())

const get = (address: string) => fetch(new URL(address, sandbox.url))
const scripts = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.js'))

describe('the phone page', () => {
  test('stands at the root and lets only its own files run', async () => {
    const page = await get('/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('finds everything it refers to, with the right type', async () => {
    const html = await (await get('/')).text()
    const referred = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(referred.length).toBeGreaterThan(4)
    const imported = scripts.flatMap((name) => {
      const text = readFileSync(path.join(import.meta.dirname, name), 'utf8')
      return [...text.matchAll(/from '\.\/([\w-]+\.js)'/g)].map((match) => `/phone/${match[1]}`)
    })
    const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }
    for (const address of new Set([...referred, ...imported])) {
      const answer = await get(address)
      expect([address, answer.status]).toEqual([address, 200])
      expect(answer.headers.get('content-type')).toContain(types[path.extname(address)])
    }
  })

  test('looks up only elements it has', async () => {
    const html = await (await get('/')).text()
    for (const name of scripts) {
      const text = readFileSync(path.join(import.meta.dirname, name), 'utf8')
      for (const [, id] of text.matchAll(/getElementById\('([\w-]+)'\)/g)) expect(html).toContain(`id="${id}"`)
    }
  })

  test('has no markup made from data and no script or style of its own', async () => {
    for (const name of scripts) {
      const text = readFileSync(path.join(import.meta.dirname, name), 'utf8')
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/)
    }
    const html = await (await get('/')).text()
    expect(html).not.toMatch(/<style|style="|<script(?![^>]*src=)|\son\w+="/)
  })

  test.each(['/phone/page.ts', '/phone/../server.ts', '/phone/%2e%2e/server.ts', '/phone/', '/index.html'])(
    'gives away nothing else: %s',
    async (address) => {
      expect((await get(address)).status).toBe(404)
    },
  )

  test('leaves the control API where it was', async () => {
    expect(await (await get('/sandbox/businesses')).json()).toEqual([])
  })
})
