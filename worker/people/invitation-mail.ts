import type { InvitedRole } from '../../tenants/contract/people.ts'
import { reachOnly } from '../../tenants/providers/http.ts'
import { resendEmail } from '../../tenants/providers/resend/api.ts'
import type { Context } from '../context.ts'
import { escapeHtml, type Language } from '../pages/layout.ts'

export type InvitationMail = {
  invitationId: string
  tenantId: string
  to: string
  role: InvitedRole
  businessName: string
  language: Language
  invitedBy: string
  token: string
  /** The same for a repeat of one mail, another for the next mail. */
  mailKey: string
}

type Words = { subject: string; lead: string; what: Record<InvitedRole, string>; button: string; foot: string }

const WORDS: Record<Language, (mail: InvitationMail) => Words> = {
  en: ({ businessName, invitedBy, to }) => ({
    subject: `You are invited to ${businessName} on Shoulder`,
    lead: `${invitedBy} invites you to work with ${businessName} on Shoulder.`,
    what: {
      technician: 'You will see and answer the people who call, and change the settings.',
      viewer: 'You will see the people who call and what is written, and change nothing.',
    },
    button: 'Open the invitation',
    foot: `Sign in as ${to}. The link is good for seven days, once. You do not know them? Ignore this mail.`,
  }),
  es: ({ businessName, invitedBy, to }) => ({
    subject: `Invitación a ${businessName} en Shoulder`,
    lead: `${invitedBy} le invita a trabajar con ${businessName} en Shoulder.`,
    what: {
      technician: 'Podrá ver y contestar a quienes llaman, y cambiar los ajustes.',
      viewer: 'Podrá ver a quienes llaman y lo que se escribe, sin cambiar nada.',
    },
    button: 'Abrir la invitación',
    foot: `Inicie sesión como ${to}. El enlace vale siete días, una sola vez. ¿No los conoce? Ignore este correo.`,
  }),
}

/** Null where it was taken, else why not. A mail in doubt is sent again under its key, which sends no second one. */
export async function sendInvitation({ env }: Context, mail: InvitationMail): Promise<string | null> {
  const { RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey, EMAIL_FROM: from, APP_URL } = env.settings
  const words = WORDS[mail.language](mail)
  const link = `${APP_URL}/app/invitation/${mail.token}`
  const port = resendEmail({ apiUrl, apiKey, http: reachOnly([apiUrl]) })
  const email = {
    to: mail.to,
    from,
    replyTo: null,
    subject: words.subject,
    text: [words.lead, words.what[mail.role], `${words.button}: ${link}`, words.foot].join('\n\n'),
    html: layOut(words, mail, link),
    headers: {},
    tags: [
      { name: 'tenant', value: mail.tenantId },
      { name: 'entry', value: mail.invitationId },
    ],
  }
  const first = await port.send(email, mail.mailKey)
  const outcome = first.kind === 'in_doubt' ? await port.send(email, mail.mailKey) : first
  return outcome.kind === 'sent' ? null : outcome.code
}

function layOut(words: Words, { role, language }: InvitationMail, link: string): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(words.subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">',
    paragraph(words.lead),
    paragraph(words.what[role]),
    `<p style="margin:0 0 16px"><a href="${escapeHtml(link)}">${escapeHtml(words.button)}</a></p>`,
    `<p style="margin:0;font-size:13px">${escapeHtml(words.foot)}</p>`,
    '</div></body></html>',
  ].join('\n')
}
