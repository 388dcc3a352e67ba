import { MEDIA_REDIRECTS_MAX, MEDIA_TIMEOUT_MS } from '../base/voice-limits.ts'
import { requestFile, type FileAnswer } from './http.ts'
import type { Answer } from './port.ts'

/** Which addresses a provider's files are at: what lies below `apiUrl` is asked with `headers`, the others without. */
export type FilePlaces = {
  apiUrl: string
  headers: Record<string, string>
  isDelivery: (url: URL) => boolean
}

/**
 * One file of a provider's. An address comes from outside, and so does where a provider sends us on to: nothing but its
 * own places is asked, and credentials go to its API alone, in the first request alone.
 */
export async function fetchFile(
  { apiUrl, headers, isDelivery }: FilePlaces,
  url: string,
  bytesMax: number,
  timeoutMs = MEDIA_TIMEOUT_MS,
): Promise<FileAnswer> {
  const home = `${new URL(apiUrl).href.replace(/\/+$/, '')}/`
  const signal = AbortSignal.timeout(timeoutMs)
  let place = URL.parse(url)
  for (let hops = 0; hops <= MEDIA_REDIRECTS_MAX; hops += 1) {
    const isHome = place?.href.startsWith(home) === true
    if (!place || !(isHome || isDelivery(place))) return { kind: 'never_sent', code: 'media_elsewhere' }
    const own = isHome && hops === 0 ? headers : {}
    const answer = await requestFile({ url: place.href, headers: own, signal, bytesMax })
    const led = answer.kind === 'answered' && answer.status >= 300 && answer.status < 400
    if (!led) return answer
    place = URL.parse(answer.headers.get('location') ?? '', place.href)
  }
  return { kind: 'never_sent', code: 'media_elsewhere' }
}

/** What a file's answer means: fetching changes nothing, so whatever went wrong may be tried again. */
export function readFileAnswer(answer: FileAnswer): Answer<Uint8Array<ArrayBuffer>> {
  if (answer.kind === 'never_sent') {
    const { code } = answer
    const isOurs = code === 'media_elsewhere' || code === 'request_invalid'
    return isOurs
      ? { kind: 'refused', code: 'media_elsewhere', detail: 'Not a place of the provider’s.' }
      : { kind: 'unavailable', code, retryAfterMs: null }
  }
  if (answer.kind === 'no_answer') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.status !== 200) {
    // A provider may tell of a file a moment before it can be had.
    const code = answer.status === 404 ? 'media_missing' : `http_${answer.status}`
    return { kind: 'unavailable', code, retryAfterMs: null }
  }
  switch (answer.body.kind) {
    case 'whole':
      return { kind: 'answered', value: answer.body.bytes }
    case 'too_large':
      return { kind: 'refused', code: 'media_too_large', detail: 'It is larger than what is kept here.' }
    case 'cut_off':
      return { kind: 'unavailable', code: 'connection_lost', retryAfterMs: null }
  }
}
