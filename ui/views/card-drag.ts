import { signal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { isStage, type Stage } from '../models/pipeline-columns.ts'

/** Dragging a card with pointer events, so that mouse, pen and finger go one way. */

export type CardDrag = {
  /** The card under way, and the stage it would be dropped on. */
  leadId: ReadonlySignal<string | null>
  over: ReadonlySignal<Stage | null>
  grab: (event: PointerEvent, leadId: string, card: HTMLElement) => void
  /** True once after a drag: the click that ends it is no click. */
  wasDragged: () => boolean
}

/** A finger has to rest this long before it drags, because until then it may be scrolling. */
const REST_MS = 280
const START_PX = 6
const SCROLL_ZONE_PX = 72
const SCROLL_STEP_PX = 12

type Ports = { isOn: boolean; onDrop: (leadId: string, stage: Stage) => void }

export function useCardDrag(ports: Ports): CardDrag {
  const drag = useMemo(() => openDrag(), [])
  drag.ports = ports
  useEffect(() => drag.end, [])
  return drag
}

function openDrag(): CardDrag & { ports: Ports; end: () => void } {
  const leadId = signal<string | null>(null)
  const over = signal<Stage | null>(null)
  let isJustDragged = false
  let end: () => void = () => undefined

  const drag = {
    ports: { isOn: false, onDrop: () => undefined } as Ports,
    leadId,
    over,
    wasDragged: () => isJustDragged,
    end: () => end(),
    grab: (event: PointerEvent, id: string, card: HTMLElement) => {
      if (!drag.ports.isOn || event.button !== 0 || leadId.value !== null) return
      isJustDragged = false
      const start = { x: event.clientX, y: event.clientY }
      let ghost: HTMLElement | null = null
      const { pointerId, pointerType } = event
      const rest = pointerType === 'touch' ? setTimeout(() => lift(start.x, start.y), REST_MS) : undefined

      const lift = (x: number, y: number) => {
        leadId.value = id
        ghost = makeGhost(card, start)
        navigator.vibrate?.(15)
        follow(x, y)
      }
      const follow = (x: number, y: number) => {
        ghost?.style.setProperty('translate', `${x - start.x}px ${y - start.y}px`)
        over.value = stageAt(x, y)
        scrollNear(y)
      }
      const move = (next: PointerEvent) => {
        if (next.pointerId !== pointerId) return
        if (ghost !== null) return follow(next.clientX, next.clientY)
        const far = Math.hypot(next.clientX - start.x, next.clientY - start.y) > START_PX
        if (far && pointerType === 'touch') end()
        else if (far) lift(next.clientX, next.clientY)
      }
      const drop = (last: PointerEvent) => {
        if (last.pointerId !== pointerId) return
        const stage = over.value
        const wasUnderWay = ghost !== null
        end()
        isJustDragged = wasUnderWay
        setTimeout(() => (isJustDragged = false), 0)
        if (wasUnderWay && stage !== null) drag.ports.onDrop(id, stage)
      }
      const cancel = (key: KeyboardEvent) => key.key === 'Escape' && end()
      // While a card hangs at the finger, the page must not take the gesture for scrolling.
      const hold = (touch: TouchEvent) => ghost !== null && touch.preventDefault()

      end = () => {
        clearTimeout(rest)
        ghost?.remove()
        ghost = null
        leadId.value = null
        over.value = null
        removeEventListener('pointermove', move)
        removeEventListener('pointerup', drop)
        removeEventListener('pointercancel', end)
        removeEventListener('keydown', cancel)
        removeEventListener('touchmove', hold)
      }
      addEventListener('pointermove', move)
      addEventListener('pointerup', drop)
      addEventListener('pointercancel', end)
      addEventListener('keydown', cancel)
      addEventListener('touchmove', hold, { passive: false })
    },
  }
  return drag
}

/** A copy of the card at the finger; the card itself stays, so that nothing jumps before the drop. */
function makeGhost(card: HTMLElement, at: { x: number; y: number }): HTMLElement {
  const { left, top, width } = card.getBoundingClientRect()
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.classList.add('ghost')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.removeAttribute('data-lead')
  ghost.inert = true
  ghost.style.setProperty('left', `${left}px`)
  ghost.style.setProperty('top', `${top}px`)
  ghost.style.setProperty('width', `${width}px`)
  ghost.style.setProperty('transform-origin', `${at.x - left}px ${at.y - top}px`)
  document.body.appendChild(ghost)
  return ghost
}

function stageAt(x: number, y: number): Stage | null {
  const target = document.elementsFromPoint(x, y).find((each) => each instanceof HTMLElement && each.dataset['stage'])
  const stage = target instanceof HTMLElement ? (target.dataset['stage'] ?? '') : ''
  return isStage(stage) ? stage : null
}

function scrollNear(y: number): void {
  if (y < SCROLL_ZONE_PX) scrollBy(0, -SCROLL_STEP_PX)
  if (y > innerHeight - SCROLL_ZONE_PX) scrollBy(0, SCROLL_STEP_PX)
}
