import { useEffect, useMemo } from 'preact/hooks'
import type { CrmView } from '../../tenants/contract/gohighlevel.ts'
import type { JoinView } from '../../tenants/contract/join.ts'
import { openCrm, type CrmModel } from '../models/crm-model.ts'
import type { JoinModel } from '../models/join-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { crmWords } from '../words/crm-words.ts'
import { joinCrmWords } from '../words/join-crm-words.ts'
import { describeProblem } from '../words/problems.ts'
import { CrmCame } from './crm-came.tsx'
import { CrmChooser } from './crm-chooser.tsx'
import { JoinActions } from './join-actions.tsx'
import { JoinCrmList } from './join-crm-list.tsx'
import '../styles/email.css'

/** GoHighLevel, for those who have it: connecting it, and what is done there by us and by them. */
export function JoinCrm({ model, view }: { model: JoinModel; view: JoinView }) {
  const words = joinCrmWords()
  const { tenantId } = view
  const crm = useMemo(() => openCrm(tenantId ?? '', 'join'), [tenantId])
  useEffect(() => void crm.load(), [crm])
  const account = crm.view.value
  const isConnected = account !== null && account.status === 'connected'
  const isUnseen = isConnected && account.setUp === null
  useEffect(() => {
    if (isUnseen) void crm.follow()
  }, [crm, isUnseen])
  const goOn = async () => {
    if (await model.chooseCrm(isConnected ? 'connected' : 'skipped')) model.open('review')
  }
  const problem = crm.problem.value
  return (
    <div class="join-form">
      <CrmCame />
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {problem.detail ?? describeProblem(problem)}
        </Banner>
      )}
      {account !== null ? (
        <Account crm={crm} account={account} />
      ) : problem === null ? (
        <Skeleton height={160} />
      ) : (
        <Button kind="plain" icon="retry" onPress={() => void crm.load()}>
          {words.tryAgain}
        </Button>
      )}
      <JoinActions
        model={model}
        isNextSubmit={false}
        isNextPlain={!isConnected}
        next={isConnected ? words.goOn : words.skip}
        onNext={() => void goOn()}
      />
    </div>
  )
}

function Account({ crm, account }: { crm: CrmModel; account: CrmView }) {
  const words = joinCrmWords()
  const names = crmWords()
  switch (account.status) {
    case 'none':
      return (
        <>
          <ul class="crm-brings">
            {words.brings.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <Button kind="primary" href={crm.connectPath}>
            {words.connect}
          </Button>
          <p class="soft">{words.connectHint}</p>
        </>
      )
    case 'choosing':
      return (
        <section class="stack" aria-labelledby="join-choose">
          <div>
            <h2 id="join-choose">{words.chooseTitle}</h2>
            <p class="soft">{words.chooseLead}</p>
          </div>
          {account.companyId === null ? null : <CrmChooser model={crm} companyId={account.companyId} />}
          <Button kind="quiet" href={crm.connectPath}>
            {words.otherAccount}
          </Button>
        </section>
      )
    case 'lost':
      return (
        <>
          <Banner tone="warn" icon="alert">
            {names.states.lost} {account.loss === null ? null : names.losses[account.loss]}
          </Banner>
          <Button kind="primary" href={crm.connectPath}>
            {names.again}
          </Button>
        </>
      )
    case 'connected':
      return (
        <>
          <Card>
            <p role="status">
              <strong>{names.states.connected}</strong>
            </p>
            <p class="soft">{names.account(account.locationName ?? account.locationId ?? '')}</p>
          </Card>
          <JoinCrmList account={account} />
          <div class="row email-actions">
            <Button kind="plain" isBusy={crm.isBusy.value} onPress={() => void crm.check()}>
              {names.check}
            </Button>
            <Button kind="quiet" href={crm.connectPath}>
              {words.otherAccount}
            </Button>
          </div>
        </>
      )
  }
}
