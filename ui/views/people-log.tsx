import { useEffect, useMemo } from 'preact/hooks'
import type { AccessLogView } from '../../tenants/contract/people.ts'
import { openAccessLog } from '../models/people-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Moment } from '../parts/moment.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'

/** Who did what to this business, newest first. */
export function PeopleLog({ tenantId, zone }: { tenantId: string; zone: string }) {
  const model = useMemo(() => openAccessLog(tenantId), [tenantId])
  useEffect(() => void model.loadMore(), [model])
  const words = peopleWords()
  const lines = model.lines.value
  const problem = model.problem.value
  return (
    <section class="stack-tight" aria-labelledby="log-title">
      <h3 id="log-title">{words.log}</h3>
      <p class="soft small">{words.logLead}</p>
      {problem === null ? null : <p class="field-error">{describePeopleProblem(problem)}</p>}
      {lines === null && problem === null ? (
        <div aria-busy="true">
          <Skeleton height={120} />
        </div>
      ) : null}
      {lines?.length === 0 ? <p class="soft">{words.logEmpty}</p> : null}
      {lines === null || lines.length === 0 ? null : (
        <Card isFlush>
          <ul class="people-rows">
            {lines.map((line) => (
              <li key={line.id} class="people-line">
                <Line line={line} />
                <span class="soft small">
                  <Moment at={line.at} zone={zone} form="long" />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {model.hasMore.value ? <Button onPress={() => void model.loadMore()}>{words.logMore}</Button> : null}
    </section>
  )
}

/** An action of a newer release than this page is named by its code. */
function Line({ line }: { line: AccessLogView }) {
  const words = peopleWords()
  const action: string = words.actions[line.action] ?? line.action
  return (
    <span class="people-address">
      <strong>{line.email}</strong> {action} {sayDetail(line.detail ?? '')}
    </span>
  )
}

/** The role stands first in what concerns an invitation. */
function sayDetail(detail: string): string {
  const roles = peopleWords().roles as Record<string, string>
  const [first = '', ...rest] = detail.split(' ')
  const role = roles[first]
  if (role === undefined) return detail
  return rest.length === 0 ? `“${role}”` : `${rest.join(' ')} (${role})`
}
