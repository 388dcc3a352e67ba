import type { Signal } from '@preact/signals'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { nameOfLead } from '../models/lead-name.ts'
import { cardBeside, isStage, stageBeside, type Column, type Stage } from '../models/pipeline-columns.ts'
import { pipelineWords } from '../words/pipeline-words.ts'

/** The card that was picked up by keyboard, and the stage it hangs over. */
export type Carried = { leadId: string; over: Stage } | null

type KeyPorts = {
  columns: readonly Column[]
  shown: Signal<Stage>
  carried: Signal<Carried>
  place: { current: HTMLElement | null }
  mayMove: boolean
  onMove: (lead: LeadView, to: Stage) => void
  onMenu: (lead: LeadView) => void
  onSay: (text: string) => void
}

/** What the keys do on a card; true where a key was ours and the browser is not to have it. */
export function useCardKeys(ports: KeyPorts): (lead: LeadView, key: string) => boolean {
  const { columns, shown, carried, place, mayMove, onMove, onMenu, onSay } = ports
  const words = pipelineWords()
  const focus = (leadId: string) => {
    const stage = columns.find(({ leads }) => leads.some((lead) => lead.id === leadId))?.stage
    if (stage !== undefined) shown.value = stage
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-lead="${leadId}"]`)?.focus())
  }
  const carry = (lead: LeadView, key: string): boolean => {
    const held = carried.value
    const name = nameOfLead(lead, words.unnamed)
    if (held === null || !isStage(lead.status)) return false
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const stage = stageBeside(held.over, key === 'ArrowRight' ? 1 : -1)
      carried.value = { ...held, over: stage }
      onSay(words.over(words.stages[stage]))
      return true
    }
    if (key === ' ' || key === 'Enter') {
      carried.value = null
      if (held.over === lead.status) onSay(words.putBack(name, words.stages[lead.status]))
      else {
        shown.value = held.over
        onMove(lead, held.over)
      }
      return true
    }
    if (key !== 'Escape') return key.startsWith('Arrow')
    carried.value = null
    onSay(words.putBack(name, words.stages[lead.status]))
    return true
  }
  return (lead, key) => {
    if (carried.value?.leadId === lead.id) return carry(lead, key)
    if (key.startsWith('Arrow')) {
      const next = cardBeside(columns, lead.id, key)
      if (next !== null) focus(next)
      return next !== null
    }
    if (!mayMove || !isStage(lead.status)) return false
    if (key === 'm' || key === 'M') {
      onMenu(lead)
      return true
    }
    if (key !== ' ') return false
    carried.value = { leadId: lead.id, over: lead.status }
    onSay(words.pickedUp(nameOfLead(lead, words.unnamed), words.stages[lead.status]))
    return true
  }
}
