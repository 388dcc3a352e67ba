import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import type { CanaryView } from '../../tenants/contract/canary.ts'
import { openCheck, stationsOf, type CheckModel, type Passed } from '../models/check-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { checkWords } from '../words/check-words.ts'
import { language, locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/leads.css'

const ICONS: Record<Passed, IconName> = { good: 'check', bad: 'alert', unknown: 'minus', off: 'minus' }

type Given = { tenant: TenantView; isReadOnly: boolean }

/** Whether a missed call would be answered tonight, and how far it would come. */
export function SettingsCheck({ tenant, isReadOnly }: Given) {
  const words = checkWords()
  const model = useMemo(() => openCheck(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const last = model.last.value
  const problem = model.problem.value
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {last === undefined ? (
        <SettingsNotLoaded
          problem={problem === null ? null : describeProblem(problem)}
          heights={[220]}
          onAgain={() => void model.load()}
        />
      ) : (
        <Found model={model} last={last} zone={tenant.timeZone} isReadOnly={isReadOnly} />
      )}
    </div>
  )
}

type FoundProps = { model: CheckModel; last: CanaryView | null; zone: string; isReadOnly: boolean }

function Found({ model, last, zone, isReadOnly }: FoundProps) {
  const words = checkWords()
  const problem = model.problem.value
  const isBusy = model.isBusy.value
  return (
    <>
      <Card tone={last !== null && last.code !== null ? 'danger' : 'neutral'}>
        <div class="check-state">
          <State last={last} zone={zone} />
          {isReadOnly ? null : (
            <Button kind="primary" icon="retry" isBusy={isBusy} onPress={() => void model.check()}>
              {isBusy ? words.checking : words.check}
            </Button>
          )}
        </div>
      </Card>
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {words.failed}. {describeProblem(problem)}
        </Banner>
      )}
      {last === null ? null : <Way last={last} />}
    </>
  )
}

function State({ last, zone }: { last: CanaryView | null; zone: string }) {
  const words = checkWords()
  const isGood = last !== null && last.code === null
  const tone = last === null ? 'none' : isGood ? 'good' : 'bad'
  return (
    <>
      <span class={`check-mark ${tone}`}>
        <Icon name={last === null ? 'clock' : isGood ? 'check' : 'alert'} size={24} />
      </span>
      <div class="grow" role="status">
        <strong>{last === null ? words.none : isGood ? words.good : words.bad}</strong>
        <span>{last === null ? words.noneWords : describe(last)}</span>
        {last === null || isGood ? null : <span class="small">{words.badThen}</span>}
        {last === null ? null : (
          <span class="soft small">
            {words.lastAt}: <Moment at={last.at} zone={zone} form="long" />. {words.took(spellSeconds(last.tookMs))}
          </span>
        )}
      </div>
    </>
  )
}

function describe({ why, isTexting }: CanaryView): string {
  const words = checkWords()
  if (why === null) return isTexting ? words.goodWords : words.silentWords
  return words.badWords(why[language.value])
}

function spellSeconds(ms: number): string {
  return `${new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(ms / 1_000)} s`
}

function Way({ last }: { last: CanaryView }) {
  const words = checkWords()
  return (
    <section class="stack-tight" aria-labelledby="check-way">
      <h3 id="check-way">{words.walked}</h3>
      <Card isFlush>
        <ol class="check-way">
          {stationsOf(last).map(([station, passed]) => (
            <li key={station}>
              <span class={passed}>
                <Icon name={ICONS[passed]} />
              </span>
              <span class="grow">{words.stations[station]}</span>
              <span class={`small ${passed}`}>{words.passed[passed]}</span>
            </li>
          ))}
        </ol>
      </Card>
    </section>
  )
}
