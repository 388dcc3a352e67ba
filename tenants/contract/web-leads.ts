import * as v from 'valibot'
import { LEAD_ORIGINS_MAX, LEAD_WORDS_CHARS_MAX } from '../base/limits.ts'
import { isOneLine } from '../base/plain-name.ts'
import type { Language } from './board.ts'

/** Requests that come from a form: the business's own, and the one below its advertisements. */

/** A site's own name, as browsers send it along: `https://www.example.com`. */
const Origin = v.pipe(
  v.string(),
  v.trim(),
  v.url(),
  v.transform((url) => new URL(url)),
  v.check(({ protocol, hostname }) => protocol === 'https:' || isLoopback(hostname), 'an address that begins https://'),
  v.check(({ username, pathname }) => username === '' && pathname === '/', 'the site alone, without a page'),
  v.transform(({ origin }) => origin),
)

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1'
}

/** For the screens, which know no other bounds. */
export const SITES_MAX = LEAD_ORIGINS_MAX

export const WebLeadsPatch = v.strictObject({
  isOn: v.boolean(),
  /** Sites that may show the form in a frame, or post to it with their own. */
  origins: v.pipe(
    v.array(Origin),
    v.maxLength(LEAD_ORIGINS_MAX),
    v.transform((origins) => [...new Set(origins)]),
  ),
  /** The version the change was made from. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type WebLeadsPatch = v.InferOutput<typeof WebLeadsPatch>

export type WebLeadsView = WebLeadsPatch & {
  formUrl: string
  /** Where Google Ads posts leads to. */
  hookUrl: string
  googleKey: { lastFour: string; setAt: number } | null
  /** When somebody last filled in the form, and when Google Ads last sent a lead. */
  lastLeadAt: { web: number | null; google_ads: number | null }
  /** When a lead came that was sent to try the form out. */
  lastTestAt: number | null
  /** Submissions that a machine made, which reached nobody. */
  trapped: { count: number; lastAt: number | null }
}

/** A new key is shown this once: nobody keeps it. */
export type NewGoogleKey = WebLeadsView & { key: string }

/** What the form needs to know of the business. */
export type LeadFormView = { isOn: boolean; origins: string[]; businessName: string; language: Language }

const Text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '')
const Line = (max: number) => v.pipe(Text(max), v.check(isOneLine, 'one line'))

/** By which Google knows a click of an advertisement; one that is none is left out, since nobody typed it. */
const ClickId = v.optional(v.fallback(v.pipe(v.string(), v.regex(/^[\w.~-]{0,200}$/)), ''), '')

/** What Google adds to the address of the page that an advertisement leads to. */
export const ClickIds = v.object({ gclid: ClickId, gbraid: ClickId, wbraid: ClickId })
export type ClickIds = v.InferOutput<typeof ClickIds>

/** One submission, from the form of ours or from the business's own page. */
export const LeadSubmission = v.object({
  token: v.pipe(v.string(), v.maxLength(200)),
  name: Line(100),
  phone: Line(40),
  email: Line(254),
  words: Text(LEAD_WORDS_CHARS_MAX),
  /** The box below the words about offers. */
  offers: v.optional(v.union([v.boolean(), v.string()]), false),
  /** Nobody sees this field, so whoever fills it in is a machine. */
  website: Text(500),
  ...ClickIds.entries,
})
export type LeadSubmission = v.InferOutput<typeof LeadSubmission>

/**
 * What somebody agrees to who sends the form, word for word, and what the box beside it adds. It names who writes, that
 * a machine may, what it costs and how it ends; the box is never ticked for them, and nothing depends on it.
 */
export function leadConsent(businessName: string, language: Language): { request: string; offers: string } {
  if (language === 'es') {
    return {
      request:
        `Al enviar, acepta que ${businessName} responda a su solicitud por mensaje de texto y correo electrónico a los ` +
        'datos que dio, también con mensajes automatizados. Pueden aplicarse tarifas de mensajes y datos. La ' +
        'frecuencia varía. Responda STOP para no recibir textos, HELP para ayuda.',
      offers:
        `Sí, ${businessName} también puede enviarme ofertas y recordatorios por mensaje de texto automatizado a este ` +
        'número. No es condición para recibir servicio.',
    }
  }
  return {
    request:
      `By sending this you agree that ${businessName} may answer your request by text and e-mail at the number and ` +
      'address you gave, by automated means as well. Message and data rates may apply. Message frequency varies. ' +
      'Reply STOP to opt out, HELP for help.',
    offers:
      `Yes, ${businessName} may also send me offers and reminders by automated text to this number. ` +
      'I can get service without agreeing to this.',
  }
}
