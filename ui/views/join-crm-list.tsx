import type { CrmView } from '../../tenants/contract/gohighlevel.ts'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { crmWords } from '../words/crm-words.ts'
import { joinCrmWords } from '../words/join-crm-words.ts'

/** What Shoulder has set up in the account, and what only a person can do there. */
export function JoinCrmList({ account }: { account: CrmView }) {
  const words = joinCrmWords()
  const { setUp } = account
  if (setUp === null) {
    return (
      <div class="stack" aria-busy="true">
        <p class="soft" role="status">
          {words.settingUp}
        </p>
        <Skeleton height={140} />
      </div>
    )
  }
  return (
    <>
      <section class="stack" aria-labelledby="join-crm-done">
        <h2 id="join-crm-done">{words.doneTitle}</h2>
        <ul class="crm-list">
          {doneBy(account).map((each) => (
            <li key={each}>
              <Icon name="check" size={18} />
              <span>{each}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="join-crm-yours">
        <div>
          <h2 id="join-crm-yours">{words.yoursTitle}</h2>
          <p class="soft">{words.yoursLead}</p>
        </div>
        <ol class="crm-list yours">
          {leftTo(account).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ol>
      </section>
    </>
  )
}

function doneBy({ setUp, pipeline }: CrmView): string[] {
  const { done } = joinCrmWords()
  if (setUp === null) return []
  return [
    ...(pipeline?.isOurs ? [done.pipeline] : pipeline === null ? [] : [done.otherPipeline(pipeline.name)]),
    ...(setUp.values > 0 ? [done.values(setUp.values)] : []),
    ...(setUp.tags > 0 ? [done.tags(setUp.tags)] : []),
    ...(setUp.fields > 0 ? [done.fields(setUp.fields)] : []),
    ...(setUp.calendars.some(({ isActive }) => isActive) ? [done.calendar] : []),
  ]
}

/** What is certainly left comes first; what cannot be looked up from outside stands for everybody. */
function leftTo({ setUp, missingScopes }: CrmView): string[] {
  const { left } = joinCrmWords()
  const names = crmWords()
  const problems = setUp?.problems ?? []
  return [
    ...(missingScopes.length === 0 ? [] : [`${names.missing} ${missingScopes.join(', ')}`]),
    ...problems.map(({ part, code }) => (code === 'pipeline_not_made' ? names.makePipeline : names.problems[part])),
    ...(setUp?.calendars.length === 0 ? [left.calendar] : []),
    left.textBack,
    left.snapshot,
  ]
}
