import { useSignalEffect } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { JoinView as Joining } from '../../tenants/contract/join.ts'
import { isSignedOut } from '../api.ts'
import { openJoin, type JoinModel } from '../models/join-model.ts'
import { signInAgain } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { pathOf } from '../router.ts'
import { joinWords } from '../words/join-words.ts'
import { chooseLanguage, language } from '../words/language.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { JoinBusiness } from './join-business.tsx'
import { JoinConsent } from './join-consent.tsx'
import { JoinCrm } from './join-crm.tsx'
import { JoinPhone } from './join-phone.tsx'
import { JoinProgress } from './join-progress.tsx'
import { JoinReview } from './join-review.tsx'
import { JoinServices } from './join-services.tsx'
import '../styles/join.css'
import '../styles/choices.css'
import '../styles/prices.css'

/** Joining, six steps on one thumb's way down the page. */
export function JoinView() {
  const model = useMemo(() => openJoin(), [])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    void model.load()
    addEventListener('popstate', model.follow)
    return () => removeEventListener('popstate', model.follow)
  }, [])
  useSignalEffect(() => {
    // A new step begins at its heading, for eyes and for screen readers alike.
    if (model.step.value && model.view.value !== null) requestAnimationFrame(() => heading.current?.focus())
  })
  const words = joinWords()
  const view = model.view.value
  return (
    <div class="join">
      <header class="join-top">
        <span class="join-brand">Shoulder</span>
        <Segmented
          label={words.interfaceLanguage}
          value={language.value}
          options={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={chooseLanguage}
        />
      </header>
      <main class="join-main" id="main">
        {isSignedOut.value ? <SignedOut /> : null}
        {view === null ? <Waiting model={model} /> : null}
        {view !== null && view.isLive && view.tenantId !== null ? <Live tenantId={view.tenantId} /> : null}
        {view !== null && !view.isLive ? (
          <>
            <JoinProgress view={view} step={model.step.value} onOpen={model.open} />
            <div class="join-head">
              <h1 ref={heading} tabIndex={-1}>
                {words.steps[model.step.value].title}
              </h1>
              <p class="soft">{words.steps[model.step.value].lead}</p>
            </div>
            <Step model={model} view={view} />
            <p class="soft small join-foot">{words.signedInAs(view.email)}</p>
          </>
        ) : null}
      </main>
    </div>
  )
}

function Step({ model, view }: { model: JoinModel; view: Joining }) {
  switch (model.step.value) {
    case 'business':
      return <JoinBusiness model={model} view={view} />
    case 'services':
      return <JoinServices model={model} view={view} />
    case 'phone':
      return <JoinPhone model={model} view={view} />
    case 'consent':
      return <JoinConsent model={model} view={view} />
    case 'gohighlevel':
      return <JoinCrm model={model} view={view} />
    case 'review':
      return <JoinReview model={model} view={view} />
  }
}

function Waiting({ model }: { model: JoinModel }) {
  const words = joinWords()
  const problem = model.problem.value
  if (problem !== null) {
    return (
      <EmptyState
        icon="alert"
        title={words.loadFailed}
        action={<Button onPress={() => void model.load()}>{words.tryAgain}</Button>}
      >
        {describeProblem(problem)}
      </EmptyState>
    )
  }
  return (
    <div class="stack" aria-busy="true">
      <Skeleton height={44} />
      <Skeleton height={32} width="70%" />
      <Skeleton height={96} />
      <Skeleton height={72} />
      <Skeleton height={72} />
    </div>
  )
}

function Live({ tenantId }: { tenantId: string }) {
  const words = joinWords().live
  return (
    <EmptyState
      icon="check"
      title={words.title}
      isPageTitle
      action={
        <Button kind="primary" href={pathOf({ view: 'board', tenantId })}>
          {words.toBoard}
        </Button>
      }
    >
      {words.lead}
    </EmptyState>
  )
}

/** What was typed stays on this device, so signing in again loses nothing. */
function SignedOut() {
  const signIn = (
    <Button kind="quiet" onPress={signInAgain}>
      {joinWords().signIn}
    </Button>
  )
  return (
    <Banner tone="warn" icon="lock" isUrgent action={signIn}>
      {shellWords().signedOut}
    </Banner>
  )
}
