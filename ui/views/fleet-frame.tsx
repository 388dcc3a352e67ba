import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { isSignedOut } from '../api.ts'
import { lazy } from '../lazy.tsx'
import { signInAgain } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { pathOf, type Place } from '../router.ts'
import { shellWords } from '../words/es-shell.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { AccountSheet } from './account-sheet.tsx'
import '../styles/fleet.css'

export type FleetPlace = Extract<Place, { view: 'fleet' | 'fleet_tenant' | 'fleet_switch' }>

const Overview = lazy(async () => (await import('./fleet-view.tsx')).FleetView)
const Business = lazy(async () => (await import('./fleet-tenant-view.tsx')).FleetTenantView)
const Switch = lazy(async () => (await import('./fleet-switch-view.tsx')).FleetSwitchView)

const isAccountOpen = signal(false)

/** What stands around every view of the fleet, as the frame of a business does around its own. */
export function FleetFrame({ at }: { at: FleetPlace }) {
  const shell = shellWords()
  const words = fleetViewWords()
  const content = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const title = shell.titles(at.view === 'fleet_switch' ? words.stops.switch : words.title, '')
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (!isFirst.current) content.current?.focus({ preventScroll: true })
    isFirst.current = false
  }, [at.view])
  return (
    <div class="frame in-fleet">
      <a class="skip" href="#content">
        {shell.skip}
      </a>
      <Navigation at={at} />
      <header class="bar">
        <span class="bar-name one-line">{words.bar}</span>
        <IconButton icon="person" label={shell.account} onPress={() => (isAccountOpen.value = true)} />
      </header>
      <main id="content" class="content" ref={content} tabIndex={-1}>
        {isSignedOut.value ? <SignedOut /> : null}
        <Inside at={at} />
      </main>
      <AccountSheet isOpen={isAccountOpen.value} onClose={() => (isAccountOpen.value = false)} />
    </div>
  )
}

function Inside({ at }: { at: FleetPlace }) {
  switch (at.view) {
    case 'fleet':
      return <Overview />
    case 'fleet_tenant':
      return <Business key={at.businessId} businessId={at.businessId} />
    case 'fleet_switch':
      return <Switch />
  }
}

const STOPS: { name: 'overview' | 'switch' | 'businesses'; to: Place; icon: IconName }[] = [
  { name: 'overview', to: { view: 'fleet' }, icon: 'numbers' },
  { name: 'switch', to: { view: 'fleet_switch' }, icon: 'pause' },
  { name: 'businesses', to: { view: 'choose' }, icon: 'board' },
]

function Navigation({ at }: { at: FleetPlace }) {
  const shell = shellWords()
  const words = fleetViewWords()
  const current = at.view === 'fleet_switch' ? 'switch' : 'overview'
  return (
    <nav class="nav fleet-nav" aria-label={shell.nav}>
      <span class="brand" aria-hidden="true">
        {shell.product}
      </span>
      {STOPS.map(({ name, to, icon }) => (
        <a key={name} class="nav-stop" href={pathOf(to)} aria-current={name === current ? 'page' : undefined}>
          <span class="nav-mark">
            <Icon name={icon} size={24} />
          </span>
          <span>{words.stops[name]}</span>
        </a>
      ))}
    </nav>
  )
}

function SignedOut() {
  const words = shellWords()
  const again = (
    <Button kind="quiet" onPress={signInAgain}>
      {words.signIn}
    </Button>
  )
  return (
    <div class="warnings">
      <Banner tone="warn" icon="lock" isUrgent action={again}>
        {words.signedOut}
      </Banner>
    </div>
  )
}
