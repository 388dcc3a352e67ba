import { fetchFile, readFileAnswer } from '../file-fetch.ts'
import type { MediaPort } from '../port.ts'
import type { LocationTokens } from './tokens.ts'
import { GHL_VERSIONS } from './versions.ts'

/** Where GoHighLevel keeps what is attached to messages, as far as its webhooks have named it. */
const DELIVERY_HOSTS = /^(?:[\w-]+\.)*(?:msgsndr\.com|leadconnectorhq\.com|filesafe\.space)$/
const BUCKETS = /^\/(?:msgsndr|highlevel|revex)[\w.-]*\//

/** Recordings are asked for with the location's token; attachments lie open at addresses nobody can guess. */
export function gohighlevelMedia({ apiUrl, tokens }: { apiUrl: string; tokens: LocationTokens }): MediaPort {
  return {
    async fetchMedia(url, bytesMax) {
      const token = await tokens.current()
      if (token.kind !== 'answered') return token
      const ask = (value: string) => {
        const headers = { Authorization: `Bearer ${value}`, Version: GHL_VERSIONS.conversations }
        return fetchFile({ apiUrl, headers, isDelivery }, url, bytesMax)
      }
      const answer = await ask(token.value)
      if (answer.kind !== 'answered' || answer.status !== 401) return readFileAnswer(answer)
      const renewed = await tokens.renew(token.value)
      return renewed.kind === 'answered' ? readFileAnswer(await ask(renewed.value)) : renewed
    },
  }
}

function isDelivery({ protocol, hostname, pathname }: URL): boolean {
  if (protocol !== 'https:') return false
  return DELIVERY_HOSTS.test(hostname) || (hostname === 'storage.googleapis.com' && BUCKETS.test(pathname))
}
