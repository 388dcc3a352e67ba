/** A picture or a recording of a customer's, as the screens show it. */
export type MediaView = {
  id: string
  kind: 'photo' | 'recording'
  status: 'wanted' | 'kept' | 'refused' | 'failed' | 'gone'
  /** Why it is not there, as a sentence; null where it is, or is on its way. */
  why: string | null
  contentType: string | null
  byteCount: number | null
  /** What is said on it, where somebody has written that down. */
  transcript: string | null
}

/** What the router hands out: the file lies in our store under `fileKey`. */
export type MediaFile = { kind: 'photo' | 'recording'; fileKey: string; contentType: string }
