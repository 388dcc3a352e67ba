import type { Language } from '../../tenants/contract/board.ts'
import { businesses, me } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { chooseTheme, theme, type Theme } from '../theme.ts'
import { pathOf } from '../router.ts'
import { shellWords } from '../words/es-shell.ts'
import { fleetWords } from '../words/fleet-words.ts'
import { chooseLanguage, language } from '../words/language.ts'

/** Each language by its own name, for whoever cannot read the other. */
const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
]

/** Who is signed in, and how this phone shows things. */
export function AccountSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = shellWords()
  const themes: { value: Theme; label: string }[] = (['system', 'light', 'dark'] as const).map((value) => ({
    value,
    label: words.themes[value],
  }))
  return (
    <Sheet isOpen={isOpen} title={words.account} closeLabel={words.close} onClose={onClose}>
      {me.value === null ? null : (
        <p class="soft">
          {words.signedInAs} <strong>{me.value.email}</strong>
        </p>
      )}
      <SelectField label={words.language} value={language.value} options={LANGUAGES} onChange={chooseLanguage} />
      <SelectField label={words.theme} value={theme.value} options={themes} onChange={chooseTheme} />
      {(businesses.value?.length ?? 0) > 1 ? (
        <Button href="/app" isWide>
          {words.chooseTitle}
        </Button>
      ) : null}
      {me.value?.isAdmin === true ? (
        <Button href={pathOf({ view: 'fleet' })} icon="numbers" isWide>
          {fleetWords().account}
        </Button>
      ) : null}
      <Button href="/sign-out" icon="lock" isWide>
        {words.signOut}
      </Button>
    </Sheet>
  )
}
