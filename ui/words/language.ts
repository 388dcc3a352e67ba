import { computed, signal } from '@preact/signals'
import type { Language } from '../../tenants/contract/board.ts'
import { recall, remember } from '../memory.ts'

/** The language of the screens: what the person chose, or what their browser asks for. */

const KEY = 'language'

export const language = signal<Language>(readLanguage())
export const locale = computed(() => (language.value === 'es' ? 'es-US' : 'en-US'))

export function chooseLanguage(chosen: Language): void {
  language.value = chosen
  remember(KEY, chosen)
}

function readLanguage(): Language {
  const kept = recall(KEY)
  if (kept === 'en' || kept === 'es') return kept
  const asked = typeof navigator === 'undefined' ? '' : navigator.language
  return asked.toLowerCase().startsWith('es') ? 'es' : 'en'
}

/** The same words in another language: a missing or surplus one, or one that takes other values, breaks the build. */
export type Wording<Words> = {
  [Key in keyof Words]: Words[Key] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : Words[Key] extends string
      ? string
      : Wording<Words[Key]>
}

/** Answers the words of the language that is chosen; whoever asks while rendering follows a change of it. */
export function pairWords<Words extends object>(en: Words, es: Wording<Words>): () => Wording<Words> {
  return () => (language.value === 'es' ? es : (en as Wording<Words>))
}
