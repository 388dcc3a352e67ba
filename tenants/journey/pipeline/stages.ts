import type { LeadStatus } from '../effect.ts'
import type { Standing } from './standing.ts'

/** How a lead's status is said in a pipeline of the CRM's, and the other way round. */

type Stage = { stageRef: string; name: string; position: number }
export type Stages = { pipelineRef: string; stages: Stage[] }
type CardStatus = 'open' | 'won' | 'lost' | 'abandoned'
/** As much of an opportunity as says where it stands. */
export type Card = { pipelineRef: string | null; stageRef: string; status: CardStatus; amountMajor: number | null }
export type Place = { stageRef: string; status: CardStatus; amountMajor: number | null }

const CARD_STATUS: Record<LeadStatus, CardStatus> = {
  new: 'open',
  contacted: 'open',
  quoted: 'open',
  booked: 'open',
  completed: 'won',
  lost: 'lost',
}
const OPEN: LeadStatus[] = ['new', 'contacted', 'quoted', 'booked']

/** Where a lead belongs: the stage named like its status; where a business names its stages otherwise, the first. */
export function placeOf(pipeline: Stages, { status, valueMinor }: Standing): Place {
  const stage = stageNamed(pipeline, status) ?? inOrder(pipeline)[0]
  return {
    stageRef: stage?.stageRef ?? '',
    status: CARD_STATUS[status],
    amountMajor: status === 'completed' && valueMinor !== null ? valueMinor / 100 : null,
  }
}

/**
 * Where an opportunity stands, in our words, or null where its stage is none of ours. `expected` are standings it may
 * well have, tried first: in a pipeline with other names several of our statuses share one stage.
 */
export function standingOf(pipeline: Stages, card: Card, expected: readonly (Standing | null)[]): Standing | null {
  const isElsewhere = card.pipelineRef !== null && card.pipelineRef !== pipeline.pipelineRef
  const likely = expected.find((standing) => standing !== null && isAt(pipeline, card, standing))
  if (likely && !isElsewhere) return withValue(likely.status, card)
  if (card.status === 'won') return withValue('completed', card)
  if (card.status !== 'open') return withValue('lost', card)
  if (isElsewhere) return null
  const stage = pipeline.stages.find(({ stageRef }) => stageRef === card.stageRef)
  const named = stage && OPEN.find((status) => stageNamed(pipeline, status)?.stageRef === stage.stageRef)
  if (named) return withValue(named, card)
  // Dragged to the last columns and not marked as won or lost, which says the same.
  const closed = stage && (['completed', 'lost'] as const).find((status) => isNamed(stage, status))
  return closed ? withValue(closed, card) : null
}

/** What it is called there, for a person to find it by. */
export function stageNameOf(pipeline: Stages, stageRef: string): string {
  return pipeline.stages.find((stage) => stage.stageRef === stageRef)?.name ?? stageRef
}

function withValue(status: LeadStatus, { amountMajor }: Card): Standing {
  const valueMinor = status === 'completed' && amountMajor ? Math.round(amountMajor * 100) : null
  return { status, valueMinor }
}

function isAt(pipeline: Stages, card: Card, standing: Standing): boolean {
  const place = placeOf(pipeline, standing)
  const isClosed = place.status !== 'open' && card.status === place.status
  return isClosed || (place.stageRef === card.stageRef && place.status === card.status)
}

function stageNamed(pipeline: Stages, status: LeadStatus): Stage | undefined {
  return inOrder(pipeline).find((stage) => isNamed(stage, status))
}

function isNamed({ name }: Stage, status: LeadStatus): boolean {
  return name.toLowerCase().includes(status)
}

function inOrder({ stages }: Stages): Stage[] {
  return [...stages].sort((one, other) => one.position - other.position)
}
