import type { OutboundEmail } from '../../tenants/providers/port.ts'
import { ALERT_SMS_CHARS_MAX, NOTICES_PER_MESSAGE_MAX } from '../bounds.ts'
import { escapeHtml, type Language } from '../pages/layout.ts'
import type { NoticeKind } from './decide.ts'
import { RULES } from './rules.ts'
import { sayNotice, WORDS, type Told } from './words.ts'

/** What one message tells of. `more` counts what there was no room for; a test tells of nothing. */
export type Content = { told: Told[]; more: number; isTest: boolean }

const RANKS: Record<NoticeKind, number> = { raised: 0, reminder: 1, cleared: 2 }

/** The gravest first, so that what is left out is the least. */
export function contentOf(notices: readonly Told[]): Content {
  const rank = ({ rule, kind }: Told) => RANKS[kind] * 2 + (RULES[rule].severity === 'urgent' ? 0 : 1)
  const sorted = notices.toSorted((one, other) => rank(one) - rank(other) || other.at - one.at)
  return {
    told: sorted.slice(0, NOTICES_PER_MESSAGE_MAX),
    more: Math.max(0, sorted.length - NOTICES_PER_MESSAGE_MAX),
    isTest: false,
  }
}

export const TEST_CONTENT: Content = { told: [], more: 0, isTest: true }

function linesOf({ told, more, isTest }: Content, language: Language): string[] {
  const words = WORDS[language]
  if (isTest) return [words.test]
  return [...told.map((each) => sayNotice(each, RULES[each.rule], language)), ...(more > 0 ? [words.more(more)] : [])]
}

type Mail = Pick<OutboundEmail, 'subject' | 'text' | 'html'>

export function composeEmail(content: Content, language: Language, link: string): Mail {
  const words = WORDS[language]
  const lines = linesOf(content, language)
  const subject = words.subject(lines[0] ?? '', content.isTest ? 1 : content.told.length + content.more)
  const items = lines.map((line) => `<li style="margin:0 0 8px">${escapeHtml(line)}</li>`).join('')
  return {
    subject,
    text: [...lines, '', `${words.open}: ${link}`].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
      `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
      '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">',
      `<ul style="margin:0 0 16px;padding:0;list-style:none">${items}</ul>`,
      `<p style="margin:0"><a href="${escapeHtml(link)}">${escapeHtml(words.open)}</a></p>`,
      '</div></body></html>',
    ].join('\n'),
  }
}

/** As many whole lines as two or three segments of a text hold, or a notification shows; that one leads by itself. */
export function composeText(content: Content, language: Language, link: string): string {
  const lines = linesOf({ ...content, more: 0 }, language)
  const kept: string[] = []
  const name = link === '' ? '' : 'Shoulder: '
  let left = ALERT_SMS_CHARS_MAX - link.length - name.length
  for (const line of lines) {
    const isFirst = kept.length === 0
    if (!isFirst && line.length + 1 > left) break
    kept.push(line.slice(0, Math.max(0, left)))
    left -= line.length + 1
  }
  const more = content.more + lines.length - kept.length
  const below = [more > 0 ? WORDS[language].more(more) : '', link].filter((line) => line !== '')
  return [name + kept.join('\n'), ...below].join('\n')
}

/** Slack's form, which others read as well: a plain text for notifications, and blocks for the channel. */
export function composeWebhook(content: Content, language: Language, link: string): string {
  const words = WORDS[language]
  const lines = linesOf(content, language)
  const subject = words.subject(lines[0] ?? '', content.isTest ? 1 : content.told.length + content.more)
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
  return JSON.stringify({
    text: escapeSlack(subject),
    blocks: [...lines.map((line) => section(escapeSlack(line))), section(`<${link}|${escapeSlack(words.open)}>`)],
  })
}

/** A business that is called `<!channel>` must wake nobody. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
