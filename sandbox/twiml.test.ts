import { describe, expect, test } from 'vitest'
import { ownText, parseTwiml, TwimlInvalid } from './twiml.ts'

describe('TwiML', () => {
  test('is read with attributes, entities, comments and CDATA', () => {
    const [say, dial] = parseTwiml(
      '<?xml version="1.0"?>\n<Response><!-- hi --><Say voice=\'a>b\'>Fish &amp; &#x63;hips <![CDATA[<now>]]></Say>' +
        '<Dial action="/a?b=1&amp;c=2"><Number>+15125550122</Number></Dial></Response>',
    )
    expect(say).toMatchObject({ name: 'Say', attributes: { voice: 'a>b' } })
    expect(say && ownText(say)).toBe('Fish & chips <now>')
    expect(dial).toMatchObject({ attributes: { action: '/a?b=1&c=2' }, children: [{ name: 'Number' }] })
  })

  test.each(['', '  \n', '<Response/>', '<Response></Response>'])('%j asks for nothing', (text) => {
    expect(parseTwiml(text)).toEqual([])
  })

  test.each([
    'OK',
    '{"ok":true}',
    '<Response>',
    '<Response><Say>x</Response>',
    '</Response>',
    '<Response/><Response/>',
    '<html></html>',
    '<Response>Fish & chips</Response>',
    '<Response>&nope;</Response>',
    '<Response><Say voice=alice>x</Say></Response>',
    '<Response>&#x110000;</Response>',
    '<Response><',
  ])('%j is refused', (text) => {
    expect(() => parseTwiml(text)).toThrow(TwimlInvalid)
  })
})
