import type { Bytes } from './bytes.ts'
import { readPhotoType } from './file-type.ts'
import { stripGif } from './strip-gif.ts'
import { stripHeic } from './strip-heic.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

/**
 * The picture without what its camera wrote beside it: place, time, device, thumbnails and whatever is hung on behind
 * its end. Which way up it is stays, and so do its colours. Each format keeps what is known to be picture, so that
 * what is unknown goes. Null where the file cannot be read to its end, and so cannot be vouched for.
 */
export function stripExif(bytes: Bytes): Uint8Array<ArrayBuffer> | null {
  switch (readPhotoType(bytes)) {
    case 'image/jpeg':
      return stripJpeg(bytes)
    case 'image/png':
      return stripPng(bytes)
    case 'image/webp':
      return stripWebp(bytes)
    case 'image/gif':
      return stripGif(bytes)
    case 'image/heic':
      return stripHeic(bytes)
    case null:
      return null
  }
}
