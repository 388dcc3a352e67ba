import { fetchFile, readFileAnswer } from '../file-fetch.ts'
import type { MediaPort } from '../port.ts'

type Account = { apiUrl: string; accountSid: string; authToken: string }

/** Where Twilio sends us on to, with and without "Enforce HTTP Auth on Media URLs". */
const DELIVERY_HOSTS = new Set(['mms.twiliocdn.com', 'media.twiliocdn.com', 's3-external-1.amazonaws.com'])
const RECORDING = /\/Recordings\/RE[0-9a-f]{32}$/i

/** Pictures of texts and recordings of calls. A recording is fetched as MP3, a quarter of its size as WAV. */
export function twilioMedia({ apiUrl, accountSid, authToken }: Account): MediaPort {
  const places = {
    apiUrl,
    headers: { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    isDelivery: ({ protocol, hostname }: URL) => protocol === 'https:' && DELIVERY_HOSTS.has(hostname),
  }
  return {
    async fetchMedia(url, bytesMax) {
      return readFileAnswer(await fetchFile(places, RECORDING.test(url) ? `${url}.mp3` : url, bytesMax))
    },
  }
}

export function isTwilioFile(url: string, apiUrl: string): boolean {
  const home = `${apiUrl.replace(/\/+$/, '')}/`
  return url.startsWith(home) || DELIVERY_HOSTS.has(URL.parse(url)?.hostname ?? '')
}
