import type { LeadView } from '../../tenants/contract/lists.ts'

/** The stages a lead goes through, in the order of the columns. */
export const STAGES = ['new', 'contacted', 'quoted', 'booked', 'completed', 'lost'] as const
export type Stage = (typeof STAGES)[number]

/** A move a person made that the server has not answered yet. */
export type Move = { leadId: string; from: Stage; to: Stage }

export type Column = { stage: Stage; leads: LeadView[] }

/** Finished matters of long ago would bury the others. */
export const FINISHED_SHOWN_MAX = 50

export function isStage(text: string): text is Stage {
  return (STAGES as readonly string[]).includes(text)
}

/** The columns as a person should see them now: what the server says, with their own moves already made. */
export function arrangeColumns(leads: readonly LeadView[], moves: ReadonlyMap<string, Move>): Column[] {
  const columns = STAGES.map((stage): Column => ({ stage, leads: [] }))
  for (const lead of leads) {
    const stage = moves.get(lead.id)?.to ?? lead.status
    columns.find((column) => column.stage === stage)?.leads.push(lead)
  }
  for (const { leads: own } of columns) own.sort((one, other) => other.updatedAt - one.updatedAt || compare(one, other))
  return columns
}

function compare(one: LeadView, other: LeadView): number {
  return one.id < other.id ? -1 : 1
}

/** The stage `steps` further on, staying within the board. */
export function stageBeside(stage: Stage, steps: number): Stage {
  const index = Math.min(STAGES.length - 1, Math.max(0, STAGES.indexOf(stage) + steps))
  return STAGES[index] ?? stage
}

/**
 * Where the focus goes from a card when an arrow key is pressed: up and down within its column, left and right to the
 * nearest column that has a card, at the same height where possible. Null where there is none.
 */
export function cardBeside(columns: readonly Column[], leadId: string, key: string): string | null {
  const at = columns.findIndex((column) => column.leads.some((lead) => lead.id === leadId))
  const row = columns[at]?.leads.findIndex((lead) => lead.id === leadId) ?? -1
  if (row < 0) return null
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    return columns[at]?.leads[row + (key === 'ArrowDown' ? 1 : -1)]?.id ?? null
  }
  const step = key === 'ArrowRight' ? 1 : -1
  for (let index = at + step; index >= 0 && index < columns.length; index += step) {
    const { leads } = columns[index] ?? { leads: [] }
    const lead = leads[Math.min(row, leads.length - 1)]
    if (lead) return lead.id
  }
  return null
}
