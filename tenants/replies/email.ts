import type { Instant } from '../base/clock.ts'
import { describePhone } from '../base/phone.ts'
import { unreachable } from '../base/result.ts'
import type { EmailTemplate } from '../journey/effect.ts'
import type { Language, ScriptFacts } from './facts.ts'
import { cutWords } from './fit.ts'
import { describeMomentInFull } from './moment.ts'
import { NO_SCRIPTS, variantOf, type FindScript, type Variant } from './own-words.ts'
import { fillPlaceholders } from './placeholders.ts'

export type EmailRequest = { customerName: string | null; calledAt: Instant; unsubscribeUrl: string }

export type EmailWords = { subject: string; text: string; html: string; variant: Variant }

/** The parts of a mail in the order they are read; what stands in `foot` is small print. */
type Letter = { subject: string; greeting: string; body: string[]; foot: string[]; optOut: string }

const NAME_CHARS = 60

/**
 * An e-mail to a customer who called and was not texted back to life: it says who was called and how to reach them. A
 * business words its middle; subject, greeting, sender and the way out stay ours.
 */
export function composeEmail(
  template: EmailTemplate,
  request: EmailRequest,
  facts: ScriptFacts,
  find: FindScript = NO_SCRIPTS,
): EmailWords {
  const parts = partsOf(request, facts)
  switch (template) {
    case 'web_lead_email':
      return { ...layOut(webLead(request, facts, parts), request.unsubscribeUrl, facts.language), variant: 'ours' }
    case 'missed_call_email': {
      const own = find(template, facts.language)
      const letter = missedCall(request, facts, parts)
      const body = own ? toParagraphs(fillPlaceholders(own.text, { ...parts, time: parts.when })) : letter.body
      const variant: Variant = own ? variantOf(own) : 'ours'
      return { ...layOut({ ...letter, body }, request.unsubscribeUrl, facts.language), variant }
    }
    default:
      return unreachable(template)
  }
}

/** Our words for the middle of the letter, with its placeholders where names will stand. */
export function shippedEmail(language: Language): string {
  return middleOf(language, { business: '{business}', owner: '{owner}', phone: '{phone}', when: '{time}' }).join('\n\n')
}

type Parts = { business: string; owner: string; phone: string; when: string }

function partsOf({ calledAt }: EmailRequest, facts: ScriptFacts): Parts {
  return {
    business: oneLine(facts.businessName),
    owner: oneLine(facts.ownerName),
    phone: describePhone(facts.primaryPhone),
    when: describeMomentInFull(calledAt, facts.zone, facts.language),
  }
}

function toParagraphs(text: string): string[] {
  return text.split(/\s*\n\s*/).filter((paragraph) => paragraph !== '')
}

function middleOf(language: Language, { business, owner, phone, when }: Parts): string[] {
  if (language === 'es') {
    return [
      `Usted llamó a ${business} el ${when} y no pudimos contestar. Lo sentimos.`,
      `¿En qué le podemos ayudar? Su respuesta a este correo le llega a ${owner}. También puede llamar o escribir al ${phone}.`,
    ]
  }
  return [
    `You called ${business} on ${when} and we could not pick up. We are sorry we missed you.`,
    `What can we help you with? A reply to this e-mail reaches ${owner}. You can also call or text ${phone}.`,
  ]
}

function missedCall({ customerName }: EmailRequest, facts: ScriptFacts, parts: Parts): Letter {
  const body = middleOf(facts.language, parts)
  const isSpanish = facts.language === 'es'
  return letterOf(customerName, facts, {
    subject: isSpanish ? `Su llamada a ${parts.business}` : `Your call to ${parts.business}`,
    body,
    why: isSpanish ? 'porque nos llamó' : 'because you called us',
  })
}

/** To somebody who filled in a form and could not be texted, or has not answered the text. */
function webLead({ customerName }: EmailRequest, facts: ScriptFacts, parts: Parts): Letter {
  const { business, owner, when } = parts
  // They never called: the number they write to is the business's, and not the phone in somebody's pocket.
  const number = facts.textNumber ? describePhone(facts.textNumber) : null
  if (facts.language === 'es') {
    const body = [
      `Gracias por su solicitud a ${business} del ${when}. La hemos recibido.`,
      `¿Quiere contarnos más? Su respuesta a este correo le llega a ${owner}.${number === null ? '' : ` También puede escribir un mensaje al ${number}.`}`,
    ]
    return letterOf(customerName, facts, { subject: `Su solicitud a ${business}`, body, why: 'porque nos escribió' })
  }
  const body = [
    `Thanks for your request to ${business} on ${when}. We have it.`,
    `Want to tell us more? A reply to this e-mail reaches ${owner}.${number === null ? '' : ` You can also text us at ${number}.`}`,
  ]
  return letterOf(customerName, facts, { subject: `Your request to ${business}`, body, why: 'because you wrote to us' })
}

function letterOf(
  customerName: string | null,
  facts: ScriptFacts,
  { subject, body, why }: { subject: string; body: string[]; why: string },
): Letter {
  const name = cutWords(oneLine(customerName ?? ''), NAME_CHARS)
  const sender = [oneLine(facts.businessName), oneLine(facts.postalAddress)]
  if (facts.language === 'es') {
    return {
      subject,
      greeting: name === '' ? 'Hola:' : `Hola, ${name}:`,
      body,
      foot: [...sender, `Recibe este correo automático ${why}. Para que no lleguen más, use el enlace.`],
      optOut: 'Darme de baja de estos correos',
    }
  }
  return {
    subject,
    greeting: name === '' ? 'Hello,' : `Hello ${name},`,
    body,
    foot: [...sender, `You get this automated e-mail ${why}. To stop these e-mails, use the link.`],
    optOut: 'Unsubscribe from these e-mails',
  }
}

function layOut(letter: Letter, unsubscribeUrl: string, language: Language): Omit<EmailWords, 'variant'> {
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
