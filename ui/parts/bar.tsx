import { useLayoutEffect, useRef } from 'preact/hooks'

/** A share of the most there is, as a length. Whatever it means stands in words beside it. */
export function Bar({ share }: { share: number }) {
  const bar = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => bar.current?.style.setProperty('width', `${share * 100}%`), [share])
  return (
    <span class="funnel-bar" aria-hidden="true">
      <span ref={bar} />
    </span>
  )
}
