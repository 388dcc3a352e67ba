import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runShoulder } from '../support/running-shoulder.ts'
import { canFindProcesses } from '../support/workerd.ts'
import { startTraffic } from './support/traffic.ts'
import { judge, missingTexts } from './support/verdict.ts'

const CRASHES = Number(process.env['CRASHES'] ?? 20)
/** So many that none of them texts more in a minute than carriers take, and whatever is late is late by a kill. */
const TENANTS = 40
const CONNECTED = 3
const PER_SECOND = 50
const UP_MS = [400, 3_600] as const
const DOWN_MS = [0, 1_000] as const
/** Long enough for texts to fall due while nobody lives who could send them. */
const LAST_DOWN_MS = 1_500
/** An entry in doubt is asked about for 12 s before it is sent again. */
const REST_MAX_MS = 45_000
const SETTLE_MS = 3_000
const POLICY = { textAfterMs: 1_000, textDeadlineMs: 30_000 }

const between = ([min, max]: readonly [number, number]) => min + Math.random() * (max - min)

describe.skipIf(!canFindProcesses)(`workerd killed ${CRASHES} times under ${PER_SECOND} webhooks a second`, () => {
  test('loses nothing it accepted and texts nobody twice', { timeout: 120_000 + CRASHES * 10_000 }, async () => {
    const beganAt = Date.now()
    const shoulder = await runShoulder({ tenants: TENANTS, connected: CONNECTED, policy: POLICY })
    try {
      const traffic = startTraffic(shoulder, PER_SECOND)
      const kills: number[] = []
      const kill = (downMs: number) => {
        kills.push(Date.now())
        return shoulder.workerd.kill(downMs)
      }
      for (let crash = 1; crash < CRASHES; crash += 1) {
        await wait(between(UP_MS))
        await kill(between(DOWN_MS))
      }
      await wait(between(UP_MS))
      await traffic.finish()
      traffic.stopCallbacks()
      if (CRASHES > 0) await kill(LAST_DOWN_MS)

      const restBy = Date.now() + REST_MAX_MS
      while (missingTexts(shoulder, traffic.callers) > 0 && Date.now() < restBy) await wait(250)
      // A second text to the same person would come from a doubt that is still being settled.
      let verdict = await judge(shoulder, traffic.callers, kills)
      while ('sending' in verdict.unsettled && Date.now() < restBy) {
        await wait(1_000)
        verdict = await judge(shoulder, traffic.callers, kills)
      }
      await wait(SETTLE_MS)
      verdict = await judge(shoulder, traffic.callers, kills)
      traffic.close()

      const { lost, twice, stray, toldLate, unsettled } = verdict
      const { accepted, unanswered, refused } = traffic.count
      const questions = traffic.callers.filter((caller) => caller.askedAt !== null).length
      const figures = [
        `${accepted} webhooks accepted (${traffic.callers.length} calls, ${questions} questions)`,
        `${kills.length} kills`,
        `${lost.length} lost`,
        `${twice.length} texted twice`,
        `${unsettled['in_doubt'] ?? 0} in doubt`,
        `${toldLate} told of as late`,
        `${unanswered} unanswered and sent again`,
        `${shoulder.twilio.count.lookUps} look-ups`,
        `${Math.round((Date.now() - beganAt) / 1_000)} s`,
      ]
      process.stdout.write(`crash  ${figures.join(', ')}\n`)
      const errors = shoulder.workerd.errors.slice(0, 5)
      expect({ lost, twice, stray, unsettled, complaints: shoulder.twilio.complaints, errors }).toEqual({
        ...{ lost: [], twice: [], stray: [], unsettled: {}, complaints: [], errors: [] },
      })
      expect([...refused]).toEqual([])
    } finally {
      await shoulder.close()
    }
  })
})
