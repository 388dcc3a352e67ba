import { useEffect, useState } from 'preact/hooks'

/** Something that is open or not. */
export function useFlag(): { isUp: boolean; raise: () => void; lower: () => void } {
  const [isUp, setUp] = useState(false)
  return { isUp, raise: () => setUp(true), lower: () => setUp(false) }
}

/** On an iPhone the keyboard lies over the page; `--viewport` is the height that is left of it. */
export function useViewportHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport
    const root = document.documentElement
    if (!seen) return
    const measure = () => root.style.setProperty('--viewport', `${Math.round(seen.height)}px`)
    measure()
    seen.addEventListener('resize', measure)
    return () => {
      seen.removeEventListener('resize', measure)
      root.style.removeProperty('--viewport')
    }
  }, [])
}
