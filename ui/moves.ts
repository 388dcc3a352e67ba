import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const GLIDE = { duration: 240, easing: 'cubic-bezier(0.2, 0, 0, 1)' }

/** Rows glide to their new place, so that the eye can follow one that moves up. Rows carry `data-key`. */
export function useGlide(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef(new Map<string, number>())
  useLayoutEffect(() => {
    const before = places.current
    const after = new Map<string, number>()
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const isInSight = sightOf(list.current)
    for (const row of list.current?.children ?? []) {
      if (!(row instanceof HTMLElement) || row.dataset['key'] === undefined) continue
      const was = before.get(row.dataset['key'])
      after.set(row.dataset['key'], row.offsetTop)
      if (isStill || before.size === 0 || was === row.offsetTop || !isInSight(row)) continue
      const from = was === undefined ? { opacity: 0 } : { transform: `translateY(${was - row.offsetTop}px)` }
      row.animate([from, { opacity: 1, transform: 'none' }], GLIDE)
    }
    places.current = after
  }, [order])
}

/** A new row at the top moves all others; a hundred that nobody sees would keep the screen busy for seconds. */
function sightOf(list: HTMLElement | null): (row: HTMLElement) => boolean {
  const top = list?.getBoundingClientRect().top ?? 0
  const first = list?.firstElementChild
  const above = top - (first instanceof HTMLElement ? first.offsetTop : 0)
  return (row) => above + row.offsetTop < innerHeight && above + row.offsetTop + row.offsetHeight > 0
}

/** Arrow keys, and j and k as in mail programs, move between the links of a list; Home and End to its ends. */
export function moveByKey(event: KeyboardEvent, list: HTMLElement | null): void {
  if (list === null || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
  const rows = [...list.querySelectorAll<HTMLElement>('a[href]')]
  const current = rows.findIndex((row) => row === document.activeElement)
  const next = nextRow(event.key, current, rows.length)
  if (next === null) return
  event.preventDefault()
  rows[next]?.focus()
}

function nextRow(key: string, current: number, count: number): number | null {
  if (count === 0) return null
  const isInside = current !== -1
  if (key === 'j' || (key === 'ArrowDown' && isInside)) return Math.min(current + 1, count - 1)
  if (key === 'k' || (key === 'ArrowUp' && isInside)) return Math.max(current - 1, 0)
  if (key === 'Home' && isInside) return 0
  return key === 'End' && isInside ? count - 1 : null
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
