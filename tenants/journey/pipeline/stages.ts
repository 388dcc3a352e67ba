import type { LeadStatus } from '../effect.ts'
import { mapStages, statusOfStage, type Stage, type StageMap, type StageRoles } from '../stage-map.ts'
import type { Standing } from './standing.ts'

/** How a lead's status is said in a pipeline of the CRM's, and the other way round. */

export type Stages = { pipelineRef: string; stages: Stage[]; roles?: StageRoles }
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

/** A page of opportunities stands in one pipeline, which is read once and mapped once. */
const maps = new WeakMap<Stages, StageMap>()

function mapOf(pipeline: Stages): StageMap {
  const known = maps.get(pipeline) ?? mapStages(pipeline.stages, pipeline.roles ?? null)
  maps.set(pipeline, known)
  return known
}

/** Where a lead belongs; in a pipeline that lacks its stage, where the status before it stands. */
export function placeOf(pipeline: Stages, { status, valueMinor }: Standing): Place {
  return {
    stageRef: mapOf(pipeline)[status].stageRef,
    status: CARD_STATUS[status],
    amountMajor: status !== 'lost' && valueMinor !== null ? valueMinor / 100 : null,
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
  // Dragged to the last columns and not marked as won or lost says the same as the mark.
  const status = statusOfStage(mapOf(pipeline), card.stageRef)
  return status && withValue(status, card)
}

/** What it is called there, for a person to find it by. */
export function stageNameOf(pipeline: Stages, stageRef: string): string {
  return pipeline.stages.find((stage) => stage.stageRef === stageRef)?.name ?? stageRef
}

function withValue(status: LeadStatus, { amountMajor }: Card): Standing {
  const valueMinor = status !== 'lost' && amountMajor ? Math.round(amountMajor * 100) : null
  return { status, valueMinor }
}

function isAt(pipeline: Stages, card: Card, standing: Standing): boolean {
  const place = placeOf(pipeline, standing)
  const isClosed = place.status !== 'open' && card.status === place.status
  return isClosed || (place.stageRef === card.stageRef && place.status === card.status)
}
