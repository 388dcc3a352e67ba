import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isSignedOut } from '../api.ts'
import { findConversation, nameOf } from '../models/board-model.ts'
import { signInAgain } from '../models/session-model.ts'
import { attention, business, livePhase } from '../models/tenant-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { pathOf, type Place } from '../router.ts'
import { isWide } from '../screen.ts'
import { shellWords } from '../words/es-shell.ts'
import { AccountSheet } from './account-sheet.tsx'

type InTenant = Extract<Place, { tenantId: string }>
type FrameProps = { at: InTenant; children: ComponentChildren }

const isAccountOpen = signal(false)

/** What stands around every view of a business: name, navigation in the thumb's reach, and what is wrong everywhere. */
export function FrameView({ at, children }: FrameProps) {
  const words = shellWords()
  const content = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  useTitle(at)
  useEffect(() => {
    // Whoever listens to the page instead of seeing it hears where a link has brought them.
    if (!isFirst.current) content.current?.focus({ preventScroll: true })
    isFirst.current = false
  }, [at.view])
  return (
    <div class={`frame in-${at.view}`}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <Navigation at={at} />
      <header class="bar">
        <span class="bar-name one-line">{business.value?.businessName ?? ''}</span>
        <LiveSign />
        <IconButton icon="person" label={words.account} onPress={() => (isAccountOpen.value = true)} />
      </header>
      <main id="content" class="content" ref={content} tabIndex={-1}>
        <Warnings at={at} />
        {children}
      </main>
      <AccountSheet isOpen={isAccountOpen.value} onClose={() => (isAccountOpen.value = false)} />
    </div>
  )
}

function useTitle(at: InTenant): void {
  const words = shellWords()
  const name = business.value?.businessName ?? ''
  const count = attention.value.length
  const person = at.view === 'conversation' ? findConversation(at.customerId) : null
  const subject = at.view === 'conversation' ? (person === null ? words.board : nameOf(person)) : words[at.view]
  const title = words.titles(subject, name)
  useEffect(() => {
    document.title = count === 0 ? title : `(${count}) ${title}`
  }, [title, count])
}

type Stop = 'board' | 'visits' | 'pipeline' | 'numbers' | 'agents' | 'ads' | 'settings'

/** Below a narrow page there is room for five: what else tells of figures is a tab of the numbers there. */
const STOPS: { view: Stop; icon: IconName }[] = [
  { view: 'board', icon: 'board' },
  { view: 'visits', icon: 'calendar' },
  { view: 'pipeline', icon: 'leads' },
  { view: 'numbers', icon: 'numbers' },
  { view: 'agents', icon: 'robot' },
  { view: 'ads', icon: 'bolt' },
  { view: 'settings', icon: 'settings' },
]

const IN_NUMBERS: readonly string[] = ['agents', 'ads'] satisfies Stop[]

/** Views that are reached from one of the stops. */
const STANDS_FOR: Partial<Record<InTenant['view'], string>> = {
  conversation: 'board',
  quotes: 'pipeline',
  plans: 'pipeline',
}

function Navigation({ at }: { at: InTenant }) {
  const words = shellWords()
  const isShort = !isWide.value
  const current = isShort && IN_NUMBERS.includes(at.view) ? 'numbers' : (STANDS_FOR[at.view] ?? at.view)
  const count = attention.value.length
  return (
    <nav class="nav" aria-label={words.nav}>
      <span class="brand" aria-hidden="true">
        {words.product}
      </span>
      {STOPS.filter(({ view }) => !isShort || !IN_NUMBERS.includes(view)).map(({ view, icon }) => (
        <a
          key={view}
          class="nav-stop"
          href={pathOf({ view, tenantId: at.tenantId, section: null })}
          aria-current={view === current ? 'page' : undefined}
        >
          <span class="nav-mark">
            <Icon name={icon} size={24} />
            {view === 'board' && count > 0 ? <span class="nav-count">{count}</span> : null}
          </span>
          <span>{words[view]}</span>
        </a>
      ))}
    </nav>
  )
}

function LiveSign() {
  const words = shellWords()
  const isLive = livePhase.value === 'open'
  const isAway = livePhase.value === 'offline' || livePhase.value === 'ended'
  return (
    <span class={isLive ? 'live-sign on' : 'live-sign'}>
      <span class="live-dot" />
      <span>{isLive ? words.live : isAway ? words.offlineSign : words.connecting}</span>
    </span>
  )
}

/** Calm, in one place, and gone when it is over. */
function Warnings({ at }: { at: InTenant }) {
  const words = shellWords()
  const settings = pathOf({ view: 'settings', tenantId: at.tenantId, section: null })
  return (
    <div class="warnings">
      {isSignedOut.value ? (
        <Banner
          tone="warn"
          icon="lock"
          isUrgent
          action={
            <Button kind="quiet" onPress={signInAgain}>
              {words.signIn}
            </Button>
          }
        >
          {words.signedOut}
        </Banner>
      ) : livePhase.value === 'offline' ? (
        <Banner icon="offline">{words.offline}</Banner>
      ) : livePhase.value === 'waiting' ? (
        <Banner icon="offline">{words.waiting}</Banner>
      ) : null}
      {business.value?.paused === true ? (
        <Banner
          tone="warn"
          icon="pause"
          action={
            <Button kind="quiet" href={settings}>
              {words.pausedAction}
            </Button>
          }
        >
          {words.paused}
        </Banner>
      ) : null}
    </div>
  )
}
