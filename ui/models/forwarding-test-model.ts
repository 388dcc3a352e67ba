import { signal, type ReadonlySignal } from '@preact/signals'
import type { ForwardingTest } from '../../tenants/contract/join.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import { language } from '../words/language.ts'

/** A call of ours to the technician's phone, watched until it has come back or has not. */

const POLL_MS = 1_000
const SHAPE: Shape<ForwardingTest> = { status: 'string', startedAt: 'number' }

export type ForwardingTestModel = {
  test: ReadonlySignal<ForwardingTest | null>
  /** Seconds since it began, while it is under way. */
  seconds: ReadonlySignal<number>
  problem: ReadonlySignal<Problem | null>
  isStarting: ReadonlySignal<boolean>
  start: () => Promise<void>
  stop: () => void
}

export function openForwardingTest(tenantId: string, last: ForwardingTest | null): ForwardingTestModel {
  const test = signal(last)
  const seconds = signal(0)
  const problem = signal<Problem | null>(null)
  const isStarting = signal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const path = () => tenantPath(tenantId, `forwarding-test?lang=${language.value}`)

  const watch = () => {
    clearTimeout(timer)
    if (test.value?.status === 'calling') timer = setTimeout(() => void look(), POLL_MS)
  }
  const look = async () => {
    seconds.value += 1
    const answer = await get<ForwardingTest>(path(), SHAPE)
    // Without a connection the call goes on; the next look tells how it ended.
    if (answer.ok) test.value = answer.value
    watch()
  }
  const start = async () => {
    isStarting.value = true
    problem.value = null
    const answer = await call<ForwardingTest>('POST', path(), { shape: SHAPE })
    isStarting.value = false
    if (!answer.ok) {
      problem.value = answer.problem
      return
    }
    seconds.value = 0
    test.value = answer.value
    watch()
  }
  watch()
  return { test, seconds, problem, isStarting, start, stop: () => clearTimeout(timer) }
}
