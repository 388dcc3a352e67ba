import { useLayoutEffect, useRef } from 'preact/hooks'

/** Holds the place of what is coming, at its final size. Sizes are set through CSSOM: style attributes are barred. */
export function Skeleton({ height, width = '100%' }: { height: number; width?: string }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    place.current?.style.setProperty('height', `${height}px`)
    place.current?.style.setProperty('width', width)
  }, [height, width])
  return <span ref={place} class="skeleton" aria-hidden="true" />
}
