import { DurableObject } from 'cloudflare:workers'

export class TenantObject extends DurableObject {}

export default {
  fetch(): Response {
    return new Response('', { status: 404 })
  },
} satisfies ExportedHandler
