import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'

const wide = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 900px)')

/** Whether the navigation stands beside the page instead of below it. */
export const isWide = signal(wide?.matches ?? true)
wide?.addEventListener('change', ({ matches }) => (isWide.value = matches))

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
