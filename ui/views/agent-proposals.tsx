import { useId, useRef } from 'preact/hooks'
import type { DecisionView } from '../../tenants/contract/agents.ts'
import { now } from '../clock.ts'
import type { Move } from '../models/agent-moves.ts'
import type { AgentsModel } from '../models/agents-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { DecisionRefusal, tellMoved } from './agent-decision.tsx'

/** What comes into the place of a card is not meant by the second half of a double tap. */
const DOUBLE_TAP_MS = 500

/** What waits for a person, each to be approved or declined. */
export function AgentProposals({ model }: { model: AgentsModel }) {
  const words = agentsWords()
  const list = useRef<HTMLUListElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const decidedAt = useRef(0)
  const proposals = model.shown.value?.proposals ?? []

  const decide = async (at: number, proposal: DecisionView, move: Move) => {
    if (now() - decidedAt.current < DOUBLE_TAP_MS) return
    decidedAt.current = now()
    const answer = model.decide(proposal.id, move)
    // The card is gone with its buttons: what took its place is read out next.
    requestAnimationFrame(() => {
      const cards = list.current?.children ?? []
      const next = cards[Math.min(at, cards.length - 1)]
      ;(next instanceof HTMLElement ? next : title.current)?.focus()
    })
    tellMoved(move, await answer)
  }
  return (
    <section class="agents-part" aria-labelledby="agents-waiting">
      <h2 id="agents-waiting" ref={title} tabIndex={-1}>
        {words.waiting}
      </h2>
      {proposals.length === 0 ? (
        <p class="agents-calm">
          <Icon name="check" />
          <span>{words.nothingWaits}</span>
        </p>
      ) : (
        <ul class="agents-list" ref={list}>
          {proposals.map((proposal, at) => (
            <Proposal
              key={proposal.id}
              model={model}
              proposal={proposal}
              onMove={(move) => void decide(at, proposal, move)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

type ProposalProps = { model: AgentsModel; proposal: DecisionView; onMove: (move: Move) => void }

function Proposal({ model, proposal, onMove }: ProposalProps) {
  const words = agentsWords()
  const id = useId()
  const { sentence, evidence, expectation } = proposal
  return (
    <li class="card good agents-proposal" aria-labelledby={id} tabIndex={-1}>
      <p class="soft small agents-line">
        <span>{words.names[proposal.agent]}</span>
        <Moment at={proposal.createdAt} zone={zone.value} />
      </p>
      <h3 id={id}>{sentence}</h3>
      <dl class="agents-why">
        {evidence.length === 0 ? null : (
          <div>
            <dt>{words.why}</dt>
            {evidence.map((each) => (
              <dd key={each}>{each}</dd>
            ))}
          </div>
        )}
        {expectation === '' ? null : (
          <div>
            <dt>{words.brings}</dt>
            <dd>{expectation}</dd>
          </div>
        )}
      </dl>
      <DecisionRefusal model={model} id={proposal.id} />
      {mayWrite.value ? (
        <div class="row">
          <Button kind="primary" icon="check" label={words.approveWhat(sentence)} onPress={() => onMove('approve')}>
            {words.approve}
          </Button>
          <Button label={words.declineWhat(sentence)} onPress={() => onMove('decline')}>
            {words.decline}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
