import type { Language } from './facts.ts'

/** What a person reads who tries whether notifications reach their phone. */
export function composePushTest(businessName: string, language: Language): { title: string; body: string } {
  const body =
    language === 'es'
      ? 'Así le avisaremos cuando un cliente le necesite.'
      : 'This is how we tell you when a customer needs you.'
  return { title: businessName, body }
}
