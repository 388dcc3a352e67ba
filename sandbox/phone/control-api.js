/** The sandbox said no, or nothing; the message is for people. */
export class ControlFailed extends Error {}

/** Calls the sandbox's control API and answers its JSON. Throws ControlFailed. */
export async function ask(method, path, body) {
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(path, { method, ...json }).catch(() => undefined)
  if (!response) throw new ControlFailed('The sandbox does not answer. Is it still running?')
  const answer = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw new ControlFailed(answer?.error ?? `The sandbox answered ${response.status}.`)
}

export const read = (path, query = {}) => ask('GET', `${path}?${new URLSearchParams(query)}`)

/** What became of the webhooks a call or a text caused, as a sentence; empty when Shoulder took them. */
export function describeTrouble({ ok, webhooks = [], webhook, problem }) {
  if (ok) return ''
  if (problem) return `Shoulder took it, but its answer could not be used: ${problem}`
  const failed = [...webhooks, ...(webhook ? [webhook] : [])].find(({ status }) => !(status >= 200 && status < 300))
  if (!failed || failed.status === null || failed.status === undefined) {
    return 'Shoulder could not be reached. Is it running?'
  }
  const tries = failed.attempts > 1 ? ` after ${failed.attempts} tries` : ''
  return `Shoulder did not take it: it answered ${failed.status}${tries}.`
}
