import { describe, expect, test } from 'vitest'
import { makeScriptFacts, NAMES } from '../../tests/support/scripts.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { lintText } from '../gate/lint.ts'
import { namesOf } from './compose.ts'
import { quoteBodies, type QuoteTemplate } from './quote.ts'

const TEMPLATES: QuoteTemplate[] = [
  ...(['quote_ask_what', 'quote_ask_where', 'quote_ask_when', 'quote_passed_on'] as const),
  ...(['quote_text', 'quote_followup'] as const),
]
const OFFERED = { fromMinor: 42_000, toMinor: 61_500 }
const WHAT = { en: [null, 'rerouting the pool house pipes'], es: [null, 'cambio de tubería de la alberca'] }

describe.each(['en', 'es'] as const)('the words about a price that stands in no list, in %s', (language) => {
  const bodies = NAMES.flatMap((businessName) => {
    const facts = makeScriptFacts({ businessName, language })
    const each = (template: QuoteTemplate, what: string | null) =>
      quoteBodies(template, { ...OFFERED, what }, facts, namesOf(facts))
    return TEMPLATES.flatMap((template) =>
      WHAT[language].flatMap((what) => each(template, what).map((body) => ({ template, body, facts }))),
    )
  })

  test('sell nothing, ask for no word that carriers block, and are let through by the gate', () => {
    for (const { template, body, facts } of bodies) {
      const findings = lintText(body, {
        ...{ channel: 'sms', audience: 'customer', class: 'service', first: false, byHuman: false },
        ...{ disclosureDue: false, exemption: null, priceBarredFromFirst: false },
        ...{ businessName: facts.businessName, postalAddress: facts.postalAddress, allowedHosts: [] },
        ...{ allowedAmountsMinor: [OFFERED.fromMinor, OFFERED.toMinor], serviceNames: [] },
      })
      // Of several wordings the composer takes the longest that fits.
      const codes = findings.map(({ code }) => code).filter((code) => code !== 'too_many_segments')
      expect(codes, `${template}: ${body}`).toEqual([])
    }
  })

  test('say of a price that it binds nobody, and end in a form that fits one text', () => {
    const priced = bodies.filter(({ template }) => template === 'quote_text' || template === 'quote_followup')
    for (const { body } of priced) expect(body).toMatch(language === 'en' ? /binding/ : /en firme/)
    for (const template of TEMPLATES) {
      const shortest = bodies.filter((one) => one.template === template).at(-1)
      expect(countSegments(toGsm(shortest?.body ?? '')).segments, template).toBe(1)
    }
  })
})
