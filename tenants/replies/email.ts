import type { Instant } from '../base/clock.ts'
import { describePhone } from '../base/phone.ts'
import { unreachable } from '../base/result.ts'
import type { EmailTemplate } from '../journey/effect.ts'
import type { ScriptFacts } from './facts.ts'
import { cutWords } from './fit.ts'
import { describeMomentInFull } from './moment.ts'

export type EmailRequest = { customerName: string | null; calledAt: Instant; unsubscribeUrl: string }

export type EmailWords = { subject: string; text: string; html: string }

/** The parts of a mail in the order they are read; what stands in `foot` is small print. */
type Letter = { subject: string; greeting: string; body: string[]; foot: string[]; optOut: string }

const NAME_CHARS = 60

/** An e-mail to a customer who called and was not texted back to life: it says who was called and how to reach them. */
export function composeEmail(template: EmailTemplate, request: EmailRequest, facts: ScriptFacts): EmailWords {
  switch (template) {
    case 'missed_call_email':
      return layOut(missedCall(request, facts), request.unsubscribeUrl, facts.language)
    default:
      return unreachable(template)
  }
}

function missedCall({ customerName, calledAt }: EmailRequest, facts: ScriptFacts): Letter {
  const business = oneLine(facts.businessName)
  const owner = oneLine(facts.ownerName)
  const name = cutWords(oneLine(customerName ?? ''), NAME_CHARS)
  const phone = describePhone(facts.primaryPhone)
  const when = describeMomentInFull(calledAt, facts.zone, facts.language)
  const sender = [business, oneLine(facts.postalAddress)]
  if (facts.language === 'es') {
    return {
      subject: `Su llamada a ${business}`,
      greeting: name === '' ? 'Hola:' : `Hola, ${name}:`,
      body: [
        `Usted llamó a ${business} el ${when} y no pudimos contestar. Lo sentimos.`,
        `¿En qué le podemos ayudar? Responda a este correo, o llame o escriba al ${phone}. ${owner} lee cada mensaje.`,
      ],
      foot: [...sender, 'Recibe este correo automático porque nos llamó.'],
      optOut: 'Darme de baja de estos correos',
    }
  }
  return {
    subject: `Your call to ${business}`,
    greeting: name === '' ? 'Hello,' : `Hello ${name},`,
    body: [
      `You called ${business} on ${when} and we could not pick up. We are sorry we missed you.`,
      `What can we help you with? Just reply to this e-mail, or call or text ${phone}. ${owner} reads every message.`,
    ],
    foot: [...sender, 'You get this automated e-mail because you called us.'],
    optOut: 'Unsubscribe from these e-mails',
  }
}

function layOut(letter: Letter, unsubscribeUrl: string, language: 'en' | 'es'): EmailWords {
  const { subject, greeting, body, foot, optOut } = letter
  const text = [greeting, ...body, '--', ...foot, `${optOut}: ${unsubscribeUrl}`]
  return { subject, text: joinText(text, body.length + 1), html: layOutHtml(letter, unsubscribeUrl, language) }
}

/** Paragraphs apart, the small print line by line. */
function joinText(lines: string[], paragraphs: number): string {
  return `${lines.slice(0, paragraphs).join('\n\n')}\n\n${lines.slice(paragraphs).join('\n')}\n`
}

/** No colours are set, so that the reader's light or dark scheme applies; nothing is loaded from anywhere. */
function layOutHtml(
  { subject, greeting, body, foot, optOut }: Letter,
  unsubscribeUrl: string,
  language: string,
): string {
  const paragraphs = [greeting, ...body].map((line) => `<p style="margin:0 0 16px">${escapeHtml(line)}</p>`)
  const smallPrint = foot.map((line) => `${escapeHtml(line)}<br>`)
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">',
    ...paragraphs,
    '<hr style="border:0;border-top:1px solid;opacity:.3;margin:24px 0 16px">',
    `<p style="margin:0;font-size:13px">${smallPrint.join('')}`,
    `<a href="${escapeHtml(unsubscribeUrl)}">${escapeHtml(optOut)}</a></p>`,
    '</div></body></html>',
  ].join('\n')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

/** A name with a line break in it could otherwise begin a header or a paragraph of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
