import type { Customer } from './customer.ts'
import type { Shop } from './open-shop.ts'

/** Pictures that customers send and what they say after the tone, kept by the sandbox and told as Twilio tells it. */

export const SECRET_PLACE = 'N 30.2672 W 97.7431'

/** One pixel as a camera would write it: with the place it was taken at. */
export function makeJpeg(): Uint8Array<ArrayBuffer> {
  const text = (words: string) => Array.from(words, (character) => character.charCodeAt(0))
  const segment = (marker: number, content: number[]) => {
    const length = content.length + 2
    return [0xff, marker, length >> 8, length & 255, ...content]
  }
  const exif = segment(0xe1, text(`Exif\0\0MM\0*\0\0\0\x08\0\0${SECRET_PLACE}`))
  const picture = [
    ...segment(
      0xdb,
      Array.from({ length: 65 }, () => 1),
    ),
    ...segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x12, 0xff, 0, 0x34],
  ]
  return new Uint8Array([0xff, 0xd8, ...exif, ...picture, 0xff, 0xd9])
}

export const JPEG = `data:image/jpeg;base64,${btoa(String.fromCharCode(...makeJpeg()))}`

export function holds(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(text)
}

type Taken = { params: Record<string, string>; mediaUrls: string[] }

/** The sandbox keeps them as Twilio would; its own webhook goes nowhere here, so `params` are what a story tells. */
export async function takePictures(shop: Shop, who: Customer, words: string, media: readonly string[]): Promise<Taken> {
  const order = { from: who.phone, to: shop.smsNumber, ...(words === '' ? {} : { body: words }), media }
  const { sid } = await shop.control<{ sid: string }>('/sms', order)
  const from = `/messages?from=${encodeURIComponent(who.phone)}&to=${encodeURIComponent(shop.smsNumber)}`
  type Kept = { sid: string; mediaUrls: string[] }
  const mediaUrls = (await shop.control<Kept[]>(from)).find((message) => message.sid === sid)?.mediaUrls ?? []
  const named = Object.fromEntries(mediaUrls.map((url, place) => [`MediaUrl${place}`, url]))
  const ids = { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: 'AC1' }
  const text = { From: who.phone, To: shop.smsNumber, Body: words, SmsStatus: 'received' }
  return { params: { ...ids, ...text, ...named, NumMedia: String(mediaUrls.length) }, mediaUrls }
}

export async function sendPictures(
  shop: Shop,
  who: Customer,
  words: string,
  media: readonly string[],
): Promise<string[]> {
  const { params, mediaUrls } = await takePictures(shop, who, words, media)
  await who.texts(words, params)
  return mediaUrls
}

export type Voicemail = { callSid: string; sid: string; url: string }

/** The caller hears the greeting and says something; Twilio tells of the recording, and then of the end of the call. */
export async function leaveVoicemail(
  shop: Shop,
  phone: string,
  { again = null as Voicemail | null } = {},
): Promise<Voicemail> {
  const kept = again ?? (await shop.control<Voicemail>('/twilio/recordings', { from: phone, to: shop.smsNumber }))
  const { callSid: CallSid, sid, url } = kept
  const call = { CallSid, AccountSid: 'AC1', From: phone, To: shop.smsNumber, Direction: 'inbound' }
  const heard = await (await shop.twilio('/voice', { ...call, CallStatus: 'ringing' })).text()
  const callback = new URL(/recordingStatusCallback="([^"]+)"/.exec(heard)?.[1]?.replaceAll('&amp;', '&') ?? '')
  const recording = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: '8' }
  const status = { CallSid, AccountSid: 'AC1', ...recording, RecordingStatus: 'completed' }
  await shop.twilio(`${callback.pathname.replace('/hooks/twilio', '')}${callback.search}`, status)
  await shop.tenant.settle()
  await shop.twilio('/voice/status', { ...call, CallStatus: 'completed', CallDuration: '30', ...recording })
  await shop.tenant.settle()
  return kept
}
