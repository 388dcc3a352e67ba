import { createExecutionContext } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { APP_URL, openRouter, type OpenRouter } from '../support/open-router.ts'
import { standInAccess } from '../support/stand-in-access.ts'
import { route } from '../../worker/router.ts'

/** What `npm run fuzz` once found, each as the smallest request that shows it. */

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

describe('seed 1, index 85: HEAD with a body', () => {
  test.each([
    ['/hooks/twilio/voice', 405],
    ['/healthz', 200],
  ])('at %s is answered with %i', async (path, status) => {
    const posted = new Request(`${APP_URL}${path}`, { method: 'POST', body: 'From=%2B12145550147' })
    // It can come over the wire, and no script can make one.
    const request = Object.defineProperty(posted, 'method', { value: 'HEAD' })
    const answer = await route(request, router.bindings, createExecutionContext())
    expect([answer.status, await answer.text()]).toEqual([status, ''])
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/)
  })
})

describe('seed 4, index 37871: a body that nobody wants', () => {
  test('is read to its end, so that closing the connection cannot lose the answer before it', async () => {
    const asked = new Request(`${APP_URL}/nothing`, { method: 'POST', body: 'x'.repeat(120_000) })
    const answer = await route(asked, router.bindings, createExecutionContext())
    expect([answer.status, asked.bodyUsed]).toEqual([404, true])
  })

  test('and never ends does not keep the answer back', async () => {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(10)) })
    const asked = new Request(`${APP_URL}/nothing`, { method: 'POST', body })
    const answer = await route(asked, router.bindings, createExecutionContext())
    expect(answer.status).toBe(404)
  })
})
