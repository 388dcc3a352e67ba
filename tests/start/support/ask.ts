import type { Run } from './npm-start.ts'

export async function askSandbox<T>(run: Run, route: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(run.sandboxUrl + route, init)
  if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** The id of each business that Shoulder looks after. */
export async function readTenants(run: Run): Promise<string[]> {
  const { token } = await askSandbox<{ token: string }>(run, '/sandbox/access/token', { email: 'admin@example.com' })
  const answer = await fetch(`${run.appUrl}/api/v1/tenants`, { headers: { 'cf-access-jwt-assertion': token } })
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items.map(({ id }) => id)
}

/** The words of all texts, oldest first. */
export async function readTexts(run: Run): Promise<string[]> {
  const texts = await askSandbox<{ body: string }[]>(run, '/sandbox/messages?direction=all')
  return texts.map(({ body }) => body)
}
