import type { TimelineFact } from './event.ts'
import { WORK_ENGLISH } from './work-english.ts'
import type { WorkFact } from './work-event.ts'
import { WORK_SPANISH } from './work-spanish.ts'
import type { WorkWords } from './work-words.ts'

const WORDS: Record<'en' | 'es', WorkWords> = { en: WORK_ENGLISH, es: WORK_SPANISH }

export function isWorkFact(fact: TimelineFact): fact is WorkFact {
  return fact.type in WORK_ENGLISH
}

export function describeWork(fact: WorkFact, language: 'en' | 'es'): string {
  const word = WORDS[language][fact.type] as (told: WorkFact) => string
  return word(fact)
}
