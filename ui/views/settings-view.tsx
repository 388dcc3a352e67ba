import { useEffect, useMemo } from 'preact/hooks'
import { openSettings, type SettingsModel } from '../models/settings-model.ts'
import { role } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Icon } from '../parts/icon.tsx'
import { pathOf } from '../router.ts'
import { describeProblem } from '../words/problems.ts'
import { settingsWords } from '../words/settings-words.ts'
import { SettingsAds } from './settings-ads.tsx'
import { SettingsAfter } from './settings-after.tsx'
import { SettingsAnswers } from './settings-answers.tsx'
import { SettingsAppearance } from './settings-appearance.tsx'
import { SettingsBusiness } from './settings-business.tsx'
import { SettingsCheck } from './settings-check.tsx'
import { SettingsClash } from './settings-clash.tsx'
import { SettingsClosing } from './settings-closing.tsx'
import { SettingsConsent } from './settings-consent.tsx'
import { SettingsCrm } from './settings-crm.tsx'
import { SettingsData } from './settings-data.tsx'
import { SettingsEmail } from './settings-email.tsx'
import { SettingsHours } from './settings-hours.tsx'
import { SettingsKnown } from './settings-known.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import { SettingsNotify } from './settings-notify.tsx'
import { SettingsOnCall } from './settings-on-call.tsx'
import { SettingsPause } from './settings-pause.tsx'
import { SettingsPeople } from './settings-people.tsx'
import { SettingsPrivacy } from './settings-privacy.tsx'
import { SettingsPrices } from './settings-prices.tsx'
import { SettingsRegistration } from './settings-registration.tsx'
import { SettingsSchedule } from './settings-schedule.tsx'
import { SettingsScripts } from './settings-scripts.tsx'
import { SECTION_ICONS, SECTIONS, type Section } from './settings-sections.ts'
import { SettingsTimings } from './settings-timings.tsx'
import { SettingsVoice } from './settings-voice.tsx'
import { SettingsApi } from './settings-api.tsx'
import { SettingsWebLeads } from './settings-web-leads.tsx'
import '../styles/settings.css'
import '../styles/choices.css'
import '../styles/prices.css'

/** A list of sections, and the one that is open: after one another on a phone, side by side on anything wider. */
export function SettingsView({ tenantId, section }: { tenantId: string; section: string | null }) {
  const model = useMemo(() => openSettings(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const words = settingsWords()
  const chosen = SECTIONS.find((each) => each === section) ?? null
  return (
    <div class={chosen === null ? 'settings at-list' : 'settings at-section'}>
      <h1 class="settings-head">{words.title}</h1>
      <nav class="settings-list" aria-label={words.title}>
        <ul>
          {SECTIONS.map((each) => (
            <li key={each}>
              <a
                class="settings-link"
                href={pathOf({ view: 'settings', tenantId, section: each })}
                aria-current={each === (chosen ?? 'scripts') ? 'page' : undefined}
                data-chosen={each === chosen}
              >
                <Icon name={SECTION_ICONS[each]} size={22} />
                <span class="grow">
                  <span class="settings-name">{words.sections[each].name}</span>
                  <span class="soft small">{words.sections[each].words}</span>
                </span>
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="settings-open">
        <a class="settings-back" href={pathOf({ view: 'settings', tenantId, section: null })}>
          <Icon name="back" />
          {words.allSections}
        </a>
        <OpenSection model={model} section={chosen ?? 'scripts'} />
      </div>
      <SettingsClash model={model} />
    </div>
  )
}

function OpenSection({ model, section }: { model: SettingsModel; section: Section }) {
  const words = settingsWords()
  const problem = model.problem.value
  const tenant = model.tenant.value
  if (section === 'appearance') return <SettingsAppearance />
  if (tenant === null) {
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[32, 72, 72, 160]} onAgain={() => void model.load()} />
  }
  // A reseller may set up a business but reads none of its customers' words.
  const isReadOnly = role.value === 'viewer'
  const given = { model, tenant, isReadOnly }
  return (
    <>
      {isReadOnly ? <Banner icon="lock">{words.readOnly}</Banner> : null}
      {section === 'scripts' ? (
        <SettingsScripts tenantId={tenant.id} zone={tenant.timeZone} isReadOnly={isReadOnly} />
      ) : null}
      {section === 'prices' ? <SettingsPrices {...given} /> : null}
      {section === 'business' ? <SettingsBusiness {...given} /> : null}
      {section === 'hours' ? <SettingsHours {...given} /> : null}
      {section === 'schedule' ? <SettingsSchedule tenant={tenant} isReadOnly={isReadOnly} /> : null}
      {section === 'afterjob' ? <SettingsAfter {...given} /> : null}
      {section === 'timings' ? <SettingsTimings {...given} /> : null}
      {section === 'answers' ? <SettingsAnswers {...given} /> : null}
      {section === 'oncall' ? <SettingsOnCall tenantId={tenant.id} isReadOnly={isReadOnly} /> : null}
      {section === 'voice' ? <SettingsVoice tenant={tenant} isReadOnly={isReadOnly} /> : null}
      {section === 'notify' ? <SettingsNotify {...given} /> : null}
      {section === 'api' ? <SettingsApi tenant={tenant} /> : null}
      {section === 'webleads' ? <SettingsWebLeads tenant={tenant} isReadOnly={isReadOnly} /> : null}
      {section === 'gohighlevel' ? (
        <SettingsCrm tenantId={tenant.id} zone={tenant.timeZone} isReadOnly={isReadOnly} />
      ) : null}
      {section === 'googleads' ? <SettingsAds tenantId={tenant.id} isReadOnly={isReadOnly} /> : null}
      {section === 'email' ? <SettingsEmail tenantId={tenant.id} isReadOnly={isReadOnly} /> : null}
      {section === 'registration' ? <SettingsRegistration tenantId={tenant.id} isReadOnly={isReadOnly} /> : null}
      {section === 'registration' ? <SettingsConsent {...given} /> : null}
      {section === 'known' ? <SettingsKnown tenant={tenant} isReadOnly={isReadOnly} /> : null}
      {section === 'people' ? <SettingsPeople tenant={tenant} /> : null}
      {section === 'data' ? <SettingsData tenantId={tenant.id} /> : null}
      {section === 'privacy' ? <SettingsPrivacy tenantId={tenant.id} /> : null}
      {section === 'check' ? <SettingsCheck tenant={tenant} isReadOnly={isReadOnly} /> : null}
      {section === 'pause' ? <SettingsPause {...given} /> : null}
      {section === 'closing' ? <SettingsClosing tenantId={tenant.id} businessName={tenant.businessName} /> : null}
    </>
  )
}
