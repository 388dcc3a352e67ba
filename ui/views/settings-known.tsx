import { useEffect, useMemo } from 'preact/hooks'
import { Relation, type KnownPersonView } from '../../tenants/contract/known.ts'
import type { TenantView } from '../../tenants/contract.ts'
import { openKnown, type KnownModel } from '../models/known-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { pathOf } from '../router.ts'
import { describeKnownProblem, knownWords } from '../words/known-words.ts'
import { KnownAdd } from './known-add.tsx'
import { KnownHeld, report, Who, whoIs } from './known-held.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/people.css'

type Given = { model: KnownModel; tenantId: string; isReadOnly: boolean }

/** Who is no customer like any other, and which calls were held back for it. */
export function SettingsKnown({ tenant, isReadOnly }: { tenant: TenantView; isReadOnly: boolean }) {
  const model = useMemo(() => openKnown(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const words = knownWords()
  const view = model.view.value
  const problem = model.problem.value
  return (
    <div class="settings-form people">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {view === null ? (
        <SettingsNotLoaded
          problem={problem === null ? null : describeKnownProblem(problem)}
          heights={[220]}
          onAgain={() => void model.load()}
        />
      ) : (
        <>
          <People model={model} people={view.people} tenantId={tenant.id} isReadOnly={isReadOnly} />
          {isReadOnly ? null : <KnownAdd model={model} />}
          <KnownHeld model={model} view={view} tenant={tenant} isReadOnly={isReadOnly} />
        </>
      )}
    </div>
  )
}

function People({ model, people, tenantId, isReadOnly }: Given & { people: KnownPersonView[] }) {
  const words = knownWords()
  if (people.length === 0) return <p class="soft">{words.nobody}</p>
  return (
    <Card isFlush label={words.title}>
      <ul class="people-rows">
        {people.map((person) => (
          <li key={person.customerId} class="people-row">
            <div class="people-words">
              <a
                class="people-address"
                href={pathOf({ view: 'conversation', tenantId, customerId: person.customerId })}
              >
                <Who {...person} />
              </a>
              {isReadOnly ? (
                <span>
                  <Badge>{words.relations[person.relation]}</Badge>
                </span>
              ) : null}
            </div>
            {isReadOnly ? null : (
              <div class="known-deeds">
                <SelectField
                  label={words.whoIs(whoIs(person))}
                  isLabelUnseen
                  value={person.relation}
                  options={Relation.options.map((value) => ({ value, label: words.relations[value] }))}
                  onChange={(relation) => void model.relate(person.customerId, relation).then(report)}
                />
                <Button
                  kind="quiet"
                  label={words.removeLabel(whoIs(person))}
                  onPress={() => void model.relate(person.customerId, null).then(report)}
                >
                  {words.remove}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
