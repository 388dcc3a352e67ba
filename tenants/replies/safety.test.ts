import { describe, expect, test } from 'vitest'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { countSegments } from '../base/segments.ts'
import { lintText } from '../gate/lint.ts'
import type { TextTemplate } from '../journey/effect.ts'
import { composeText } from './compose.ts'

const DEADLY = ['gas', 'carbon_monoxide', 'sparks']
const LANGUAGES = ['en', 'es'] as const
/** Any word that says when somebody comes, or that they do. */
const PROMISES =
  /\b(?:on (?:my|our|the|his|her) way|arriv\w*|coming|will come|be there|minutes?|hours?|right away|soon|llegamos|llegaremos|en camino|minutos?|horas?|va para|enseguida|pronto)\b/i

function words(template: TextTemplate, emergency: string, language: 'en' | 'es', isFirst = false): string {
  const request = { template, services: [], wishedAt: null, emergency, text: null, by: 'Ana', isFirst }
  return composeText(request, makeScriptFacts({ language })).body
}

const CASES = LANGUAGES.flatMap((language) =>
  [...DEADLY, 'flooding'].flatMap((emergency) => [true, false].map((isFirst) => ({ language, emergency, isFirst }))),
)

describe.each(['emergency_answer', 'emergency_seen', 'emergency_unanswered'] as const)('%s', (template) => {
  test.each(CASES)('for $emergency in $language (first: $isFirst) is short, lawful and promises no arrival', (one) => {
    const { language, emergency, isFirst } = one
    const facts = makeScriptFacts({ language })
    const body = words(template, emergency, language, isFirst)
    expect(countSegments(body).segments).toBeLessThanOrEqual(2)
    expect(body).not.toMatch(PROMISES)
    const findings = lintText(body, {
      channel: 'sms',
      audience: 'customer',
      class: 'response',
      first: isFirst,
      byHuman: false,
      disclosureDue: isFirst,
      exemption: null,
      priceBarredFromFirst: true,
      businessName: facts.businessName,
      postalAddress: facts.postalAddress,
      allowedAmountsMinor: [],
      allowedHosts: [],
      serviceNames: [],
    })
    expect(findings).toEqual([])
  })

  test.each(DEADLY)('for %s names 911 in both languages', (emergency) => {
    for (const language of LANGUAGES) expect(words(template, emergency, language)).toContain('911')
  })
})

describe('what to do first', () => {
  test.each([
    ['gas', 'en', /^Leave.*Do not switch anything on or off.*outside, call 911 and your gas company/],
    ['gas', 'es', /^Salga.*No prenda ni apague nada.*Desde afuera, llame al 911/],
    ['carbon_monoxide', 'en', /^Get everyone outside into fresh air/],
    ['carbon_monoxide', 'es', /^Salgan todos ya al aire libre/],
    ['sparks', 'en', /main breaker only if you can do it safely.*get out and call 911/],
    ['sparks', 'es', /interruptor principal solo si puede hacerlo sin peligro.*salga y llame al 911/],
    ['flooding', 'en', /^Shut off the main water valve.*switch the power off/],
    ['flooding', 'es', /^Cierre la llave principal del agua.*corte la luz/],
  ] as const)('of %s in %s', (emergency, language, advice) => {
    expect(words('emergency_answer', emergency, language)).toMatch(advice)
  })
})
