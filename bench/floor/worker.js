import { DurableObject } from 'cloudflare:workers'

/** The least a durable webhook can cost here: one object, one insert, one alarm. The floor that Shoulder is held against. */
export class Floor extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env)
    ctx.storage.sql.exec('create table if not exists hook (id integer primary key, body text not null, at integer)')
  }

  async receive(body) {
    this.ctx.storage.sql.exec('insert into hook (body, at) values (?, ?)', body, Date.now())
    await this.ctx.storage.setAlarm(Date.now() + 600_000)
  }

  async alarm() {}
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    if (url.pathname === '/healthz') return new Response('ok')
    await env.TENANT.getByName(url.pathname).receive(await request.text())
    return new Response('ok')
  },
}
