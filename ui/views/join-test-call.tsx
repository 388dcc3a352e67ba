import { useEffect, useMemo } from 'preact/hooks'
import type { ForwardingTest } from '../../tenants/contract/join.ts'
import { openForwardingTest } from '../models/forwarding-test-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { joinWords } from '../words/join-words.ts'
import { describeProblem } from '../words/problems.ts'

type TestCallProps = { tenantId: string; last: ForwardingTest | null; onProved: () => void }

/** A call to the technician's own phone, watched live, with what to do when it does not come back. */
export function ForwardingTestCard({ tenantId, last, onProved }: TestCallProps) {
  const words = joinWords().phone
  const model = useMemo(() => openForwardingTest(tenantId, last), [])
  useEffect(() => model.stop, [])
  const test = model.test.value
  const isProved = test?.status === 'forwarded'
  useEffect(() => {
    if (isProved && last?.status !== 'forwarded') onProved()
  }, [isProved])
  const isCalling = test?.status === 'calling'
  return (
    <Card label={words.testTitle} tone={isProved ? 'good' : 'neutral'}>
      <div class="stack">
        <h2>{words.testTitle}</h2>
        {isProved || isCalling ? null : <p class="soft">{words.testLead}</p>}
        <div role="status" class="test-state">
          {test === null ? null : <TestState test={test} seconds={isCalling ? model.seconds.value : null} />}
        </div>
        {model.problem.value === null ? null : (
          <Banner tone="danger" icon="alert" isUrgent>
            {words.testFailed}. {describeProblem(model.problem.value)}
          </Banner>
        )}
        {isCalling ? null : (
          <Button
            kind={isProved ? 'plain' : 'primary'}
            icon="phone"
            isWide
            isBusy={model.isStarting.value}
            onPress={() => void model.start()}
          >
            {test === null ? words.testStart : words.testAgain}
          </Button>
        )}
      </div>
    </Card>
  )
}

function TestState({ test, seconds }: { test: ForwardingTest; seconds: number | null }) {
  const words = joinWords().phone
  const { status } = test
  const advice = status === 'calling' || status === 'forwarded' ? null : (test.advice ?? words.testAdvice[status])
  return (
    <div class={`test-result ${status === 'forwarded' ? 'good' : status === 'calling' ? 'calling' : 'bad'}`}>
      <span class="test-mark">
        <Icon name={status === 'forwarded' ? 'check' : status === 'calling' ? 'phone' : 'missed'} size={24} />
      </span>
      <div class="grow">
        <p>
          <strong>{words.testStatus[status]}</strong>
        </p>
        {advice === null ? null : <p>{advice}</p>}
      </div>
      {seconds === null ? null : (
        // The count would be read out every second.
        <span class="figures soft" aria-hidden="true">
          {words.testSeconds(seconds)}
        </span>
      )}
    </div>
  )
}
