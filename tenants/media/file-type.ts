import { ascii, startsWith, uint32, type Bytes } from './bytes.ts'

/** What a file is by its own bytes: what a provider calls it, anybody can write. */

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/heic'
export type RecordingType = 'audio/mpeg' | 'audio/wav'

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1', 'hevc', 'hevx'])
const BRANDS_MAX = 64

export function readPhotoType(bytes: Bytes): PhotoType | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a')) return 'image/gif'
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'image/webp'
  return isHeic(bytes) ? 'image/heic' : null
}

export function readRecordingType(bytes: Bytes): RecordingType | null {
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WAVE')) return 'audio/wav'
  // Eleven bits that are set begin a frame of MPEG audio, and the next two of the third layer are 01.
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2
  return startsWith(bytes, 0, 'ID3') || isFrame ? 'audio/mpeg' : null
}

const EXTENSIONS: Record<PhotoType | RecordingType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
}

export function extensionOf(contentType: string): string {
  return EXTENSIONS[contentType as PhotoType] ?? 'bin'
}

export function isPhotoType(contentType: string): contentType is PhotoType {
  return contentType.startsWith('image/') && contentType in EXTENSIONS
}

/** AVIF is of the same family and no HEIC, so the brands have to say so. */
function isHeic(bytes: Bytes): boolean {
  if (!startsWith(bytes, 4, 'ftyp')) return false
  const end = Math.min(uint32(bytes, 0), bytes.length, 16 + 4 * BRANDS_MAX)
  const brands = [ascii(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, 4))
  return !brands.includes('avif') && brands.some((brand) => HEIC_BRANDS.has(brand))
}
