import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { signSvix } from './resend-webhooks.ts'
import { signForm } from './twilio-signature.ts'

const URL_CALLED = 'https://mycompany.com/myapp.php?foo=1&bar=2'

test('a form is signed over its URL and sorted parameters', () => {
  const params = new URLSearchParams({
    To: '+18005551212',
    CallSid: 'CA1234567890ABCDE',
    From: '+14158675310',
    Caller: '+14158675310',
    Digits: '1234',
  })
  expect(signForm('12345', URL_CALLED, params)).toBe('GvWf1cFY/Q7PnoempGyD5oXAezc=')
})

test('a JSON body is signed by its hash in the URL', () => {
  const hash = createHash('sha256').update('{"property": "value", "boolean": true}').digest('hex')
  const signature = signForm('12345', `${URL_CALLED}&bodySHA256=${hash}`, new URLSearchParams())
  expect(signature).toBe('a9nBmqA0ju/hNViExpshrM61xv4=')
})

test('a repeated parameter counts once for each value, sorted', () => {
  const shuffled = new URLSearchParams('B=2&A=z&A=a&A=z')
  expect(signForm('t', 'https://example.com', shuffled)).toBe(
    signForm('t', 'https://example.com', new URLSearchParams('A=a&A=z&B=2')),
  )
})

test('a mail webhook is signed as Svix signs', () => {
  const headers = signSvix(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330,
    '{"test": 2432232314}',
  )
  expect(headers).toEqual({
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': '1614265330',
    'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})
