import { ChoiceGroup } from '../parts/choice-group.tsx'
import { chooseTheme, theme } from '../theme.ts'
import { chooseLanguage, language } from '../words/language.ts'
import { settingsWords } from '../words/settings-words.ts'

/** How this device shows things; kept here and sent nowhere. */
export function SettingsAppearance() {
  const words = settingsWords().appearance
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      <ChoiceGroup
        label={words.language}
        value={language.value}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
        isTiled
        onChange={chooseLanguage}
      />
      <ChoiceGroup
        label={words.theme}
        value={theme.value}
        choices={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: words.themes[value] }))}
        isTiled
        onChange={chooseTheme}
      />
    </div>
  )
}
