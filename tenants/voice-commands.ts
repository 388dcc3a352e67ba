import type { Instant } from './base/clock.ts'
import { askOf, spokenAsk, spokenNotice, type GreetingLanguage } from './base/greeting.ts'
import type { Outcome } from './contract.ts'
import type { VoiceSettings, VoiceView } from './contract/voice.ts'
import { whisperWords } from './providers/twilio/ring-twiml.ts'
import { wordsAroundTone } from './providers/twilio/twiml.ts'
import { loadVoice } from './storage/ring-rows.ts'
import { saveSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** How calls to our number are taken, and what is said in them. */

export function readVoice({ db, tenant }: Context): VoiceView {
  const settings = loadVoice(db)
  const { smsNumber: number, primaryPhone: rings, businessName, consentMode, language } = tenant.profile
  const hears = (spoken: GreetingLanguage) => ({
    notice: wordsOfNotice(businessName, spoken, consentMode),
    ...wordsAroundTone(spoken),
  })
  return {
    ...settings,
    number,
    rings,
    whisper: { en: whisperWords('en'), es: whisperWords('es') },
    hears: { en: hears('en'), es: hears('es') },
    language: spokenNotice(businessName, language).language,
  }
}

export function changeVoice(context: Context, settings: VoiceSettings, now: Instant): Outcome<VoiceView> {
  saveSetting(context.db, 'voice', settings)
  const fact = { type: 'settings_changed' as const, fields: ['voice'] }
  recordEvent(context.db, { customerId: null, journeyId: null, fact }, now)
  return { ok: true, value: readVoice(context) }
}

function wordsOfNotice(businessName: string, language: GreetingLanguage, consentMode: string): string[] {
  const ask = askOf(consentMode)
  if (ask === null) return [spokenNotice(businessName, language).words]
  const { offer, question } = spokenAsk(businessName, language, ask)
  return [offer, question]
}
