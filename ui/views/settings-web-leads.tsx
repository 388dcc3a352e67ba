import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import { SITES_MAX, type WebLeadsView } from '../../tenants/contract/web-leads.ts'
import {
  embedCode,
  LEAD_RULES,
  leadFields,
  leaveSites,
  openWebLeads,
  siteAtFault,
  type WebLeadsModel,
} from '../models/web-leads-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { CopyText } from '../parts/copy-text.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { describeProblem } from '../words/problems.ts'
import { webLeadsWords } from '../words/web-leads-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm } from './settings-section.ts'
import { WebLeadsKey } from './web-leads-key.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/leads.css'

type Given = { tenant: TenantView; isReadOnly: boolean }
type Shown = Given & { model: WebLeadsModel; view: WebLeadsView }

/** The form on one's own site, and the one below one's advertisements. */
export function SettingsWebLeads({ tenant, isReadOnly }: Given) {
  const model = useMemo(() => openWebLeads(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  if (view !== null) {
    const shown = { model, view, tenant, isReadOnly }
    return (
      <>
        <FormPart {...shown} />
        <Address {...shown} />
        <WebLeadsKey model={model} view={view} zone={tenant.timeZone} isReadOnly={isReadOnly} />
        <Came {...shown} />
      </>
    )
  }
  const said = problem === null ? null : describeProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[48, 260]} onAgain={() => void model.load()} />
}

function FormPart({ model, view, isReadOnly }: Shown) {
  const words = webLeadsWords()
  const form = useSectionForm(model, 'webleads', leadFields(view), LEAD_RULES)
  const { isOn, sites } = form.fields.value
  const wrong = siteAtFault(form.faultAt, sites)
  const tooMany = form.faultAt('origins') === null ? null : words.tooMany(SITES_MAX)
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={model.save}
    >
      <Toggle
        label={words.isOn}
        hint={isOn ? words.on : words.off}
        isOn={isOn}
        isDisabled={isReadOnly}
        onChange={(value) => form.set({ isOn: value }, 'isOn')}
      />
      <TextField
        label={words.sites}
        hint={words.sitesHint(SITES_MAX)}
        value={sites}
        rows={2}
        isDisabled={isReadOnly}
        error={wrong === null ? tooMany : words.siteFault(wrong)}
        onInput={(text) => form.set({ sites: text }, 'origins')}
        onBlur={() => leaveSites(sites).forEach(form.leave)}
      />
    </SettingsForm>
  )
}

function Address({ view, tenant }: Shown) {
  const words = webLeadsWords()
  return (
    <section class="lead-part" aria-label={words.link}>
      <CopyText label={words.link} text={view.formUrl} hint={words.linkHint} words={words} />
      <CopyText
        label={words.embed}
        text={embedCode(view.formUrl, words.frameTitle(tenant.businessName))}
        hint={words.embedHint}
        words={words}
      />
    </section>
  )
}

function Came({ model, view, tenant }: Shown) {
  const words = webLeadsWords()
  const { lastLeadAt, lastTestAt, trapped } = view
  const moment = (at: number | null) =>
    at === null ? words.never : <Moment at={at} zone={tenant.timeZone} form="long" />
  const rows = [
    [words.lastWeb, moment(lastLeadAt.web)],
    [words.lastGoogle, moment(lastLeadAt.google_ads)],
    [words.lastTest, moment(lastTestAt)],
    [words.trapped, trapped.count],
  ] as const
  return (
    <section class="lead-part" aria-labelledby="leads-came">
      <h3 id="leads-came">{words.came}</h3>
      <Card isFlush>
        <dl class="lead-came">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <p class="soft small">{words.tryOut}</p>
      <div class="row">
        <a class="button plain" href={view.formUrl} target="_blank" rel="noopener">
          <Icon name="outside" />
          <span>{words.open}</span>
        </a>
        <Button kind="quiet" icon="retry" onPress={() => void model.load()}>
          {words.again}
        </Button>
      </div>
    </section>
  )
}
