import type { Instant } from './base/clock.ts'
import { newId } from './base/ids.ts'
import { readLocalTime } from './base/local-time.ts'
import { modelDayCap } from './base/model-limits.ts'
import { anthropicModel } from './providers/anthropic/api.ts'
import { reachOnly } from './providers/http.ts'
import type { ModelLedger } from './providers/model-dialogue.ts'
import type { ModelDriver } from './providers/model-driver.ts'
import type { ModelPort } from './providers/model-port.ts'
import { openModels as openModelPort } from './providers/models.ts'
import { openaiModel } from './providers/openai/api.ts'
import { reserveModelCall, settleModelCall } from './storage/model-call-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Each provider is there where it has a key. An address is as far as its SDK wants it: OpenAI's ends in `/v1`. */
export type ModelSettings = {
  OPENAI_API_URL?: string
  OPENAI_API_KEY?: string
  OPENAI_MODEL?: string
  ANTHROPIC_API_URL?: string
  ANTHROPIC_API_KEY?: string
  ANTHROPIC_MODEL?: string
}

type Ports = {
  transact: <T>(work: (context: Context) => T) => T | null
  now: () => Instant
  report: (error: unknown) => void
}

/** The models of one business, its money counted in its own rows. */
export function openModels(settings: ModelSettings, { transact, now, report }: Ports): ModelPort {
  return openModelPort({
    drivers: openDrivers(settings),
    ledger: openLedger(transact),
    newId: () => newId('mdl'),
    ...{ now, report },
  })
}

function openDrivers(settings: ModelSettings): ModelDriver[] {
  const { OPENAI_API_URL, OPENAI_API_KEY, OPENAI_MODEL } = settings
  const { ANTHROPIC_API_URL, ANTHROPIC_API_KEY, ANTHROPIC_MODEL } = settings
  const openai = readAccount(OPENAI_API_URL, OPENAI_API_KEY, OPENAI_MODEL)
  const anthropic = readAccount(ANTHROPIC_API_URL, ANTHROPIC_API_KEY, ANTHROPIC_MODEL)
  return [...(openai ? [openaiModel(openai)] : []), ...(anthropic ? [anthropicModel(anthropic)] : [])]
}

function readAccount(apiUrl?: string, apiKey?: string, model?: string) {
  if (!apiUrl || !apiKey || !model) return null
  return { apiUrl: apiUrl.replace(/\/+$/, ''), apiKey, model, http: reachOnly([apiUrl]) }
}

function openLedger(transact: Ports['transact']): ModelLedger {
  return {
    reserve({ runId, ...call }) {
      const isReserved = transact(({ db, tenant }) => {
        const { day } = readLocalTime(tenant.profile.timeZone, call.startedAt)
        return reserveModelCall(db, { ...call, runId: runId ?? '', day }, modelDayCap(tenant.policy))
      })
      return isReserved ?? false
    },
    settle(callId, { outcome, tookMs, spent }) {
      transact(({ db }) => settleModelCall(db, callId, { outcome, tookMs, ...spent }))
    },
    mark(callId, outcome) {
      transact(({ db }) => settleModelCall(db, callId, { outcome }))
    },
  }
}
