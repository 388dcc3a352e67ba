import { describe, expect, test } from 'vitest'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { lintText } from '../gate/lint.ts'
import { composeEmail } from './email.ts'

const URL = 'https://app.example.com/u/4xk9.abc?x=1&y=2'
const CALLED_AT = Date.UTC(2026, 10, 24, 21, 5)

function compose(customerName: string | null, over: Parameters<typeof makeScriptFacts>[0] = {}) {
  const request = { customerName, calledAt: CALLED_AT, unsubscribeUrl: URL }
  return composeEmail('missed_call_email', request, makeScriptFacts(over))
}

describe('the e-mail after a missed call', () => {
  test('says when they called, how to reach the business, who writes and how to end it', () => {
    const { subject, text } = compose('Ann Lee')
    expect(subject).toBe("Your call to Mike's Plumbing & Heating")
    expect(text).toBe(
      [
        'Hello Ann Lee,',
        '',
        "You called Mike's Plumbing & Heating on Tuesday, November 24 at 3:05 PM and we could not pick up. " +
          'We are sorry we missed you.',
        '',
        'What can we help you with? A reply to this e-mail reaches Mike Torres. ' +
          'You can also call or text (512) 555-0147.',
        '',
        '--',
        "Mike's Plumbing & Heating",
        '12 Main St, Austin, TX 78701',
        'You get this automated e-mail because you called us. To stop these e-mails, use the link.',
        `Unsubscribe from these e-mails: ${URL}`,
        '',
      ].join('\n'),
    )
  })

  test('greets somebody whose name is unknown', () => {
    expect(compose(null).text).toMatch(/^Hello,\n/)
    expect(compose('  ').text).toMatch(/^Hello,\n/)
    expect(compose(null, { language: 'es' }).text).toMatch(/^Hola:\n/)
  })

  test('is written in Spanish for those who read it', () => {
    const { subject, text, html } = compose('Ana', { language: 'es' })
    expect(subject).toBe("Su llamada a Mike's Plumbing & Heating")
    expect(text).toContain('el martes, 24 de noviembre a las 3:05 PM y no pudimos contestar')
    expect(html).toContain('<html lang="es">')
  })

  test('says whom a reply reaches, and that the link ends it: no reply is read for that', () => {
    const english = compose('Ann').text
    expect(english).toContain('A reply to this e-mail reaches Mike Torres.')
    expect(english).toMatch(/To stop these e-mails, use the link\.\nUnsubscribe from these e-mails: https:/)
    const spanish = compose('Ana', { language: 'es' }).text
    expect(spanish).toContain('Su respuesta a este correo le llega a Mike Torres.')
    expect(spanish).toMatch(/Para que no lleguen más, use el enlace\.\nDarme de baja de estos correos: https:/)
  })

  test('says the same in HTML, where nothing a customer or a business is called can become markup', () => {
    const { html, text } = compose('<img src=x onerror="alert(1)">', { businessName: '<b>Ace & "Sons"</b>' })
    expect(html).not.toMatch(/<(img|b|script)\b/)
    expect(html).toContain('Hello &lt;img src=x onerror=&quot;alert(1)&quot;&gt;,')
    expect(html).toContain('&lt;b&gt;Ace &amp; &quot;Sons&quot;&lt;/b&gt;')
    expect(html).toContain('href="https://app.example.com/u/4xk9.abc?x=1&amp;y=2"')
    for (const paragraph of text.split('\n\n').slice(1, 3)) {
      expect(html).toContain(
        paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
      )
    }
  })

  test('loads nothing and sets no colours of its own', () => {
    const { html } = compose('Ann')
    expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(|src=|(?<!-)color:|background/i)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html.match(/https?:\/\//g)).toHaveLength(1)
  })

  test('keeps names on one line', () => {
    const { subject, text } = compose('Ann\r\n\r\nBuy now', { businessName: 'Ace\nPlumbing' })
    expect(subject).toBe('Your call to Ace Plumbing')
    expect(text).toMatch(/^Hello Ann Buy now,\n/)
  })

  test.each(['en', 'es'] as const)('in %s is no advertisement in the eyes of the gate', (language) => {
    const facts = makeScriptFacts({ language })
    const { text } = compose('Ann', { language })
    const findings = lintText(text, {
      channel: 'email',
      audience: 'customer',
      class: 'response',
      first: true,
      byHuman: false,
      disclosureDue: false,
      exemption: null,
      priceBarredFromFirst: true,
      businessName: facts.businessName,
      postalAddress: facts.postalAddress,
      allowedAmountsMinor: [],
      allowedHosts: ['app.example.com'],
      serviceNames: [],
    })
    expect(findings).toEqual([])
  })
})
