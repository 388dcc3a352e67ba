import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())

const search = async (query: string, from = rig) => {
  const { json } = await from.twilio('GET', `/AvailablePhoneNumbers/US/Local.json?${query}`)
  return (json['available_phone_numbers'] as { phone_number: string }[]).map((offer) => offer.phone_number)
}
const owned = async (query = '', from = rig) => {
  const { json } = await from.twilio('GET', `/IncomingPhoneNumbers.json?${query}`)
  return json['incoming_phone_numbers'] as { sid: string; phone_number: string; friendly_name: string }[]
}
const buy = (form: Record<string, string>, from = rig) => from.twilio('POST', '/IncomingPhoneNumbers.json', form)

describe('numbers for sale', () => {
  test('are those of an area code that nobody has', async () => {
    const offered = await search('AreaCode=512&SmsEnabled=true&VoiceEnabled=true&PageSize=5')
    expect(offered).toHaveLength(5)
    expect(offered.every((phone) => /^\+151255501[0-8]\d$/.test(phone))).toBe(true)
    await buy({ PhoneNumber: offered[0] ?? '' })
    expect(await search('AreaCode=512')).not.toContain(offered[0])
  })

  test('are not those of businesses, which have them already', async () => {
    const [taken = ''] = await search('AreaCode=303')
    const business = { id: 'ten_9', businessName: 'Peak Heating', smsNumber: taken, primaryPhone: '+13035550188' }
    await rig.control('POST', '/sandbox/businesses', {
      ...business,
      email: 'p@example.com',
      timeZone: 'America/Denver',
    })
    const offered = await search('AreaCode=303')
    expect(offered).not.toContain(taken)
    expect(offered).not.toContain('+13035550188')
    expect((await buy({ PhoneNumber: taken })).json).toMatchObject({ code: 21422 })
  })

  test('are none where there is no such area, and some of the same state near a number', async () => {
    expect(await search('AreaCode=555')).toEqual([])
    const near = await search('NearNumber=%2B15125550100')
    expect(near.length).toBeGreaterThan(0)
    expect(near.every((phone) => /^\+1(512|737|214)/.test(phone))).toBe(true)
  })
})

describe('a number that is bought', () => {
  test('belongs to the account under its name, with what it was told to call', async () => {
    const VoiceUrl = 'https://app.example.com/hooks/twilio/voice'
    const bought = await buy({ PhoneNumber: '+17375550161', FriendlyName: 'ten_a', VoiceUrl })
    expect(bought).toMatchObject({
      status: 201,
      json: { phone_number: '+17375550161', friendly_name: 'ten_a', voice_url: VoiceUrl, voice_method: 'POST' },
    })
    expect(await owned('FriendlyName=ten_a')).toMatchObject([{ phone_number: '+17375550161' }])
    expect(await owned('FriendlyName=ten')).toEqual([])
    expect(await owned('PhoneNumber=%2B17375550161')).toHaveLength(1)
  })

  test('is sold once, however close together two ask', async () => {
    const answers = await Promise.all([buy({ PhoneNumber: '+17375550170' }), buy({ PhoneNumber: '+17375550170' })])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 400]))
    expect(answers.find(({ status }) => status === 400)?.json).toMatchObject({ code: 21422 })
  })

  test('can be given back', async () => {
    const bought = await buy({ AreaCode: '214' })
    const sid = String(bought.json['sid'])
    expect((await rig.twilio('DELETE', `/IncomingPhoneNumbers/${sid}.json`)).status).toBe(204)
    expect((await rig.twilio('GET', `/IncomingPhoneNumbers/${sid}.json`)).status).toBe(404)
  })

  test('outlives a reset and a restart', async () => {
    const stateDir = await mkdtemp(path.join(os.tmpdir(), 'numbers-'))
    let first = await openRig({ stateDir })
    await buy({ PhoneNumber: '+17375550171' }, first)
    await first.control('POST', '/sandbox/reset')
    expect(await owned('', first)).toMatchObject([{ phone_number: '+17375550171' }])
    await first.close()
    first = await openRig({ stateDir })
    expect(await owned('', first)).toMatchObject([{ phone_number: '+17375550171' }])
    await first.close()
    await rm(stateDir, { recursive: true })
  })
})

test.each([
  [{}, 20001],
  [{ PhoneNumber: '555' }, 21421],
  [{ PhoneNumber: '+442071234567' }, 21422],
  [{ PhoneNumber: '+15125550190' }, 21422],
  [{ AreaCode: '12' }, 21451],
  [{ AreaCode: '911' }, 21452],
  [{ PhoneNumber: '+15125550165', VoiceUrl: 'nowhere' }, 21402],
  [{ PhoneNumber: '+15125550165', SmsMethod: 'PUT' }, 21403],
])('the order %j is refused with %i', async (order, code) => {
  expect((await buy(order as Record<string, string>)).json).toMatchObject({ code, status: 400 })
})

test('a business that joined is asked of Shoulder by the name of its number', async () => {
  const tenantId = 'ten_0123456789abcdefghjkmnpq'
  const tenant = { businessName: 'Larkspur Plumbing', primaryPhone: '+15125550133', email: 'dana@example.com' }
  const asked: (string | undefined)[] = []
  rig.app.answer = ({ path: asks, headers }) => {
    asked.push(headers['cf-access-jwt-assertion'] as string)
    const isIt = asks === `/api/v1/tenants/${tenantId}`
    const text = JSON.stringify({ ...tenant, timeZone: 'America/Chicago', ghlLocationId: null })
    return isIt ? { status: 200, text } : { status: 404 }
  }
  await buy({ PhoneNumber: '+15125550166', FriendlyName: tenantId })
  const { json } = await rig.control('GET', '/sandbox/businesses')
  expect(json).toContainEqual({ id: tenantId, smsNumber: '+15125550166', timeZone: 'America/Chicago', ...tenant })
  expect(asked[0]).toMatch(/^ey/)
})
