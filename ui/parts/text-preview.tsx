import type { ComponentChildren } from 'preact'

/** A text as it lies on a customer's phone. */
export function TextPreview({ when, text, foot }: { when?: string; text: string; foot?: ComponentChildren }) {
  return (
    <figure class="text-preview">
      {when === undefined ? null : <figcaption class="soft small">{when}</figcaption>}
      <blockquote class="text-bubble">{text}</blockquote>
      {foot === undefined ? null : <div class="soft small">{foot}</div>}
    </figure>
  )
}
