import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { fixturePhone } from '../support/fixture-phones.ts'
import { openPoster } from '../support/post.ts'
import { CALLERS_FROM, runShoulder } from '../support/running-shoulder.ts'
import { canFindProcesses } from '../support/workerd.ts'

/** Times that are held for somebody when everything dies, before, while and after they say yes. */

const ROUNDS = Number(process.env['BOOKING_CRASHES'] ?? 3)
const HOLDS_A_ROUND = 3
/** While the yes is on its way, once it was taken and its text may be leaving, and before it is out. */
const KILL_AFTER_MS = [15, 60, 250, 0] as const
const SEND_AGAIN_AFTER_MS = 300
/** A text in doubt is asked about for 12 s before it is sent again. */
const REST_MAX_MS = 45_000
/** Apart by more than a job and the way to it, so that no hold is in another's way. */
const APART_MS = 3 * 3_600_000
const ZONE = 'America/Chicago'

type Visit = { status: string; startsAt: number; endsAt: number }

/** "December 3 at 2:30 PM", as people write it. */
function spell(startsAt: number): string {
  const day = new Date(startsAt).toLocaleString('en-US', { timeZone: ZONE, month: 'long', day: 'numeric' })
  const time = new Date(startsAt).toLocaleString('en-US', { timeZone: ZONE, hour: 'numeric', minute: '2-digit' })
  return `${day} at ${time}`
}

describe.skipIf(!canFindProcesses)(`workerd killed ${ROUNDS} times between a hold and its yes`, () => {
  test('gives no time twice and loses none that was held', { timeout: 120_000 + ROUNDS * 30_000 }, async () => {
    const shoulder = await runShoulder({ tenants: 1 })
    const { workerd, hooks, twilio, businesses } = shoulder
    const { id = '', smsNumber = '' } = businesses[0] ?? {}
    const post = openPoster(workerd.url, 16)
    /** As Twilio would be made to do by hand: again, under its own id, until it is taken. */
    const says = async (phone: string, words: string) => {
      const webhook = hooks.text(hooks.newMessageSid(), phone, smsNumber, words)
      for (;;) {
        const status = await post(webhook)
        if (status !== null && status < 300) return
        await wait(SEND_AGAIN_AFTER_MS)
      }
    }
    const texts = (phone: string) => twilio.between(smsNumber, phone).map(({ body }) => body)
    const agreed = (phone: string) => texts(phone).filter((body) => body.includes('is set: '))
    const until = async (isSo: () => boolean) => {
      for (const giveUpAt = Date.now() + REST_MAX_MS; !isSo() && Date.now() < giveUpAt;) await wait(100)
    }
    const visits = async () =>
      (await shoulder.api<{ items: Visit[] }>('GET', `/tenants/${id}/appointments?limit=100`)).items
    try {
      const { items: free } = await shoulder.api<{ items: { startsAt: number }[] }>(
        'GET',
        `/tenants/${id}/slots?days=14`,
      )
      const wanted: number[] = []
      for (const { startsAt } of free) if (startsAt - (wanted.at(-1) ?? 0) >= APART_MS) wanted.push(startsAt)
      const holds = wanted.slice(0, ROUNDS * HOLDS_A_ROUND).map((startsAt, place) => ({
        startsAt,
        holder: fixturePhone(CALLERS_FROM + 2 * place),
        rival: fixturePhone(CALLERS_FROM + 2 * place + 1),
      }))
      expect(holds).toHaveLength(ROUNDS * HOLDS_A_ROUND)

      for (let round = 0; round < ROUNDS; round += 1) {
        const own = holds.slice(round * HOLDS_A_ROUND, (round + 1) * HOLDS_A_ROUND)
        for (const { holder, startsAt } of own) await says(holder, `can someone come ${spell(startsAt)}?`)
        await until(() => own.every(({ holder }) => texts(holder).some((body) => body.includes('is free'))))
        for (const { rival, startsAt } of own) await says(rival, `can someone come ${spell(startsAt)}?`)
        expect((await visits()).filter(({ status }) => status === 'held')).toHaveLength(HOLDS_A_ROUND)
        const answers = own.flatMap(({ holder, rival, startsAt }) => [
          says(rival, `yes ${spell(startsAt)}`),
          says(holder, 'YES'),
        ])
        await wait(KILL_AFTER_MS[round % KILL_AFTER_MS.length])
        await workerd.kill(200)
        await Promise.all(answers)
      }
      await until(() => holds.every(({ holder }) => agreed(holder).length > 0))
      // A second text to the same person would come from a doubt that is still being settled.
      await wait(2_000)

      const standing = (await visits()).filter(({ status }) => status === 'confirmed' || status === 'held')
      const sorted = standing.toSorted((one, other) => one.startsAt - other.startsAt)
      const overlaps = sorted.filter((visit, place) => visit.startsAt < (sorted[place - 1]?.endsAt ?? 0))
      const confirmed = new Map<number, number>()
      for (const { status, startsAt } of standing)
        if (status === 'confirmed') confirmed.set(startsAt, (confirmed.get(startsAt) ?? 0) + 1)
      const lost = holds.filter(({ startsAt }) => confirmed.get(startsAt) !== 1)
      // Each holder has it then: whoever else is at that time, they would have been told that it is gone.
      const told = holds.map(({ holder }) => agreed(holder).length)
      process.stdout.write(`crash  ${holds.length} holds, ${ROUNDS} kills, ${overlaps.length} overlaps, `)
      process.stdout.write(`${lost.length} lost, ${told.filter((count) => count !== 1).length} not told once\n`)
      expect({ overlaps, lost, errors: workerd.errors.slice(0, 5) }).toEqual({
        ...{ overlaps: [], lost: [], errors: [] },
      })
      expect(told).toEqual(holds.map(() => 1))
    } finally {
      post.close()
      await shoulder.close()
    }
  })
})
