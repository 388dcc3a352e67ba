import { log } from '../../tenants/base/log.ts'
import type { TenantView } from '../../tenants/contract.ts'
import { reachOnly } from '../../tenants/providers/http.ts'
import { resendEmail } from '../../tenants/providers/resend/api.ts'
import type { TenantContext } from '../context.ts'
import { escapeHtml, type Language } from '../pages/layout.ts'

export type ContactField = 'email' | 'primaryPhone' | 'onCall'
type Words = { subject: string; lead: string; foot: string }

const NAMES: Record<Language, Record<ContactField, string>> = {
  en: { email: 'the e-mail address', primaryPhone: 'the phone number', onCall: 'the on-call list' },
  es: { email: 'la dirección de correo', primaryPhone: 'el número de teléfono', onCall: 'la lista de guardia' },
}

const WORDS: Record<Language, (businessName: string, by: string, what: string) => Words> = {
  en: (businessName, by, what) => ({
    subject: `${businessName}: contact details changed on Shoulder`,
    lead: `${by} changed ${what} that Shoulder uses to tell ${businessName} about its customers.`,
    foot: 'You know of this? Then there is nothing to do. If not, sign in, set it right and look at who works with you.',
  }),
  es: (businessName, by, what) => ({
    subject: `${businessName}: cambio de contacto en Shoulder`,
    lead: `${by} cambió ${what} que Shoulder usa para avisar a ${businessName} sobre sus clientes.`,
    foot: '¿Lo sabía? Entonces no hay nada que hacer. Si no, inicie sesión, corríjalo y revise quién trabaja con usted.',
  }),
}

/**
 * Tells the business, at the address it had before, who turned its notices elsewhere. The change stands whether or not
 * the mail arrives: the log of who did what has it in any case.
 */
export function tellOfContacts(
  context: TenantContext,
  { businessName, email, language }: Pick<TenantView, 'businessName' | 'email' | 'language'>,
  fields: readonly ContactField[],
): void {
  const what = fields.map((field) => NAMES[language][field]).join(language === 'en' ? ' and ' : ' y ')
  const words = WORDS[language](businessName, context.person.email, what)
  context.waitUntil(send(context, email, words, language))
}

async function send({ env, tenantId, traceId }: TenantContext, to: string, words: Words, language: Language) {
  const { RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey, EMAIL_FROM: from } = env.settings
  const port = resendEmail({ apiUrl, apiKey, http: reachOnly([apiUrl]) })
  const { subject, lead, foot } = words
  const email = {
    ...{ to, from, replyTo: null, subject, headers: {} },
    text: `${lead}\n\n${foot}`,
    html: layOut(words, language),
    tags: [{ name: 'tenant', value: tenantId }],
  }
  const key = `contacts.${traceId}`
  const first = await port.send(email, key)
  const outcome = first.kind === 'in_doubt' ? await port.send(email, key) : first
  if (outcome.kind !== 'sent') log('contacts_mail_failed', traceId, { tenantId, code: outcome.code })
}

function layOut({ subject, lead, foot }: Words, language: Language): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">',
    `<p style="margin:0 0 16px">${escapeHtml(lead)}</p>`,
    `<p style="margin:0;font-size:13px">${escapeHtml(foot)}</p>`,
    '</div></body></html>',
  ].join('\n')
}
