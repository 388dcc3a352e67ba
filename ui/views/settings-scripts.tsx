import { useEffect, useMemo } from 'preact/hooks'
import { Language } from '../../tenants/contract/board.ts'
import { ScriptName } from '../../tenants/contract/scripts.ts'
import { role } from '../models/session-model.ts'
import { openScripts, type ScriptsModel } from '../models/scripts-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { describeProblem } from '../words/problems.ts'
import { scriptWords } from '../words/scripts-words.ts'
import { ScriptPast } from './script-past.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'

type SettingsScriptsProps = { tenantId: string; zone: string; isReadOnly: boolean }

/** The business's own words, a text at a time. */
export function SettingsScripts({ tenantId, zone, isReadOnly }: SettingsScriptsProps) {
  const model = useMemo(() => openScripts(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const words = scriptWords()
  return (
    <div class="settings-form scripts">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      <Chosen model={model} tenantId={tenantId} zone={zone} isReadOnly={isReadOnly} />
    </div>
  )
}

function Chosen({ model, tenantId, zone, isReadOnly }: SettingsScriptsProps & { model: ScriptsModel }) {
  const words = scriptWords()
  const problem = model.problem.value
  const open = model.open.value
  if (open === null) {
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[48, 140, 180]} onAgain={() => void model.load()} />
  }
  return (
    <>
      <div class="script-choice">
        <SelectField
          label={words.which}
          value={open.name}
          options={ScriptName.options.map((name) => ({ value: name, label: words.names[name] }))}
          hint={words.hints[open.name]}
          onChange={(name) => model.choose(name, open.language)}
        />
        <div class="row-apart">
          <Segmented
            label={words.language}
            value={open.language}
            options={Language.options.map((each) => ({ value: each, label: words.languages[each] }))}
            onChange={(language) => model.choose(open.name, language)}
          />
          <Badge tone={open.isOwn ? 'good' : 'neutral'}>{open.isOwn ? words.own : words.ours}</Badge>
        </div>
      </div>
      <ScriptEditor key={`${open.name}-${open.language}`} model={model} script={open} isReadOnly={isReadOnly} />
      {role.value === 'reseller' ? null : <ScriptPast tenantId={tenantId} zone={zone} model={model} script={open} />}
    </>
  )
}
