import { describe, expect, test } from 'vitest'
import { readConsentAnswer } from './consent-answer.ts'

const CA = `CA${'b2'.repeat(16)}`
const asked = (more = '&ask=press_1&language=en') => new URLSearchParams(`step=consent&tenant=ten_abc${more}`)
const gathered = (change: Record<string, string> = {}) => ({
  CallSid: CA,
  From: '+15125550111',
  To: '+15125550199',
  CallStatus: 'in-progress',
  Direction: 'inbound',
  ...change,
})

describe('what a caller answered', () => {
  test('is for the business that asked, and is known by its call', () => {
    expect(readConsentAnswer(gathered({ Digits: '1', FinishedOnKey: '' }), asked())).toEqual({
      ok: true,
      value: {
        address: { kind: 'tenant', tenantId: 'ten_abc' },
        deliveryKey: `${CA}:consent`,
        event: { type: 'consent_answered', callKey: CA, ask: 'press_1', language: 'en', digits: '1', speech: null },
      },
    })
  })

  test('may be words, as many as a yes takes', () => {
    const heard = readConsentAnswer(
      gathered({ SpeechResult: ` Sí. ${'x'.repeat(900)}`, Confidence: '0.9' }),
      asked('&ask=spoken_yes&language=es'),
    )
    if (!heard.ok || heard.value.event.type !== 'consent_answered') throw new Error('It was not read.')
    expect(heard.value.event).toMatchObject({ ask: 'spoken_yes', language: 'es', digits: null })
    expect(heard.value.event.speech).toHaveLength(200)
  })

  test('may be nothing', () => {
    const silence = readConsentAnswer(gathered({ Digits: '', SpeechResult: '  ' }), asked())
    expect(silence).toMatchObject({ ok: true, value: { event: { digits: null, speech: null } } })
  })

  test.each(['', '&ask=written&language=en', '&ask=press_1', '&ask=press_1&language=fr'])(
    'is refused where the URL does not say what was asked: "%s"',
    (more) => {
      expect(readConsentAnswer(gathered({ Digits: '1' }), asked(more))).toMatchObject({
        ok: false,
        error: { code: 'payload_invalid' },
      })
    },
  )

  test('is refused where the URL names no business, or the call has no id', () => {
    const nobody = new URLSearchParams('step=consent&ask=press_1&language=en')
    expect(readConsentAnswer(gathered(), nobody)).toMatchObject({ ok: false })
    expect(readConsentAnswer(gathered({ CallSid: 'CA1' }), asked())).toMatchObject({ ok: false })
  })
})
