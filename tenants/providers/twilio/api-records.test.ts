import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import { twilioRecords } from './api-records.ts'

const SID = `SM${'0a'.repeat(16)}`
const CALL = `CA${'0b'.repeat(16)}`
const RECORDING = `RE${'0c'.repeat(16)}`

function answer(status: number, json?: unknown): HttpAnswer {
  return { kind: 'answered', status, headers: new Headers(), text: json === undefined ? '' : JSON.stringify(json) }
}

/** Answers in turn, and keeps what was asked. */
function open(...answers: HttpAnswer[]) {
  const asked: HttpRequest[] = []
  const http = async (request: HttpRequest) => {
    asked.push(request)
    return answers.shift() ?? answer(500)
  }
  const records = twilioRecords({ apiUrl: 'https://twilio.example.com', accountSid: 'AC1', authToken: 'x', http })
  return { records, wires: () => asked.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/AC1')[1]}`) }
}

const LOST: HttpAnswer = { kind: 'no_answer', code: 'timeout' }

describe('deleting a text at Twilio', () => {
  test.each([
    ['there', answer(204), { kind: 'answered', value: 'deleted' }],
    ['gone already', answer(404, { code: 20404 }), { kind: 'answered', value: 'gone' }],
    ['nowhere, in words that are not Twilio’s', answer(404), { kind: 'unavailable', code: 'http_404' }],
    ['still on its way', answer(409, { code: 20009 }), { kind: 'unavailable', code: '20009' }],
    ['asked for too often', answer(429, { code: 20429 }), { kind: 'unavailable', code: '20429' }],
    ['behind a fault', answer(503), { kind: 'unavailable', code: 'http_503' }],
    ['behind silence', LOST, { kind: 'unavailable', code: 'timeout' }],
    ['not ours', answer(403, { code: 20403 }), { kind: 'refused', code: '20403' }],
  ])('that is %s', async (_, given, wanted) => {
    const { records, wires } = open(given)
    expect(await records.forgetMessage(SID)).toMatchObject(wanted)
    expect(wires()).toEqual([`DELETE /Messages/${SID}.json`])
  })
})

describe('emptying a text at Twilio', () => {
  test.each([
    [answer(200, { sid: SID, body: '' }), { kind: 'answered', value: 'deleted' }],
    [answer(404, { code: 20404 }), { kind: 'answered', value: 'gone' }],
    // The words are there still, so it is not done.
    [answer(200, { sid: SID, body: 'My card is' }), { kind: 'unavailable', code: 'answer_unreadable' }],
    [LOST, { kind: 'unavailable', code: 'timeout' }],
  ])('is done when Twilio says so (%#)', async (given, wanted) => {
    expect(await open(given).records.redactMessage(SID)).toMatchObject(wanted)
  })
})

test('a call goes after all its recordings, and stays while one of them does', async () => {
  const listed = answer(200, { recordings: [{ sid: RECORDING }] })
  const whole = open(listed, answer(204), answer(204))
  expect(await whole.records.forgetCall(CALL)).toEqual({ kind: 'answered', value: 'deleted' })
  expect(whole.wires()).toEqual([
    `GET /Calls/${CALL}/Recordings.json`,
    `DELETE /Recordings/${RECORDING}.json`,
    `DELETE /Calls/${CALL}.json`,
  ])
  const stuck = open(listed, answer(503))
  expect(await stuck.records.forgetCall(CALL)).toMatchObject({ kind: 'unavailable' })
  expect(stuck.wires()).toHaveLength(2)
})
