import type { MediaView } from '../../tenants/contract/media.ts'
import { tenantPath } from '../api.ts'
import { tenantId } from '../models/session-model.ts'
import { Download } from '../parts/download.tsx'
import { Icon } from '../parts/icon.tsx'
import { mediaWords } from '../words/media-words.ts'

/** Pictures and recordings that came with a text or a call, and what became of those that are not there. */
export function MediaList({ media }: { media: MediaView[] | undefined }) {
  if (media === undefined) return null
  return (
    <ul class="media">
      {media.map((one) => (
        <li key={one.id}>
          <MediaOne media={one} />
        </li>
      ))}
    </ul>
  )
}

function MediaOne({ media }: { media: MediaView }) {
  if (media.status !== 'kept') return <Missing media={media} />
  const place = tenantPath(tenantId.value ?? '', `media/${media.id}`)
  return media.kind === 'photo' ? <Photo media={media} place={place} /> : <Recording media={media} place={place} />
}

/** Only Apple's browsers show a HEIC; everybody can save one. */
function Photo({ media, place }: { media: MediaView; place: string }) {
  const words = mediaWords()
  if (media.contentType === 'image/heic') return <Download href={`${place}?download`} words={words.savePhoto} />
  return (
    <a class="media-photo" href={place} target="_blank" rel="noopener" aria-label={words.openPhoto}>
      <img src={place} alt={words.photo} loading="lazy" decoding="async" />
    </a>
  )
}

function Recording({ media, place }: { media: MediaView; place: string }) {
  const words = mediaWords()
  return (
    <figure class="media-recording">
      <audio controls preload="none" src={place} aria-label={words.recording} />
      {media.transcript === null ? null : (
        <figcaption>
          <span class="soft small">{words.written}</span> {media.transcript}
        </figcaption>
      )}
    </figure>
  )
}

function Missing({ media: { kind, status, why } }: { media: MediaView }) {
  const words = mediaWords()
  const isPhoto = kind === 'photo'
  const lead = isPhoto ? words.photoMissing : words.recordingMissing
  const coming = isPhoto ? words.photoComing : words.recordingComing
  return (
    <p class="media-missing">
      <Icon name={status === 'wanted' ? 'clock' : 'alert'} size={16} />
      <span>{status === 'wanted' ? coming : words.because(lead, why)}</span>
    </p>
  )
}
