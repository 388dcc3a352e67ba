import { unreachable } from '../base/result.ts'
import type { TextTemplate } from '../journey/effect.ts'
import type { AfterTemplate } from '../journey/offer-types.ts'
import { isQuoteTemplate } from './quote.ts'
import { isVisitTemplate } from './visit-texts.ts'
import type { Names, Words } from './words.ts'

export type WordedTemplate = Exclude<TextTemplate, 'human_text' | AfterTemplate>

/** What a first text has to say around its words: who writes, that a machine does, and how to opt out. */
export function framed(
  request: { template: WordedTemplate; isFirst: boolean },
  body: string,
  words: Words,
  names: Names,
): string[] {
  return request.isFirst ? frame(request.template, body, words, names) : [body]
}

function frame(template: WordedTemplate, body: string, words: Words, names: Names): string[] {
  if (isQuoteTemplate(template) || isVisitTemplate(template)) return words.frameFirst(body, names)
  switch (template) {
    case 'missed_call_text':
    case 'visit_call_text':
    case 'web_lead_text':
    case 'help_answer':
    case 'opt_out_confirmation':
      return [body]
    case 'bot_answer':
      return words.addOptOut(body)
    case 'emergency_answer':
    case 'emergency_seen':
    case 'emergency_unanswered':
      return words.frameFirstEmergency(body, names)
    case 'price_answer':
    case 'price_ask_service':
    case 'booking_received':
    case 'question_received':
      return words.frameFirst(body, names)
    default:
      return unreachable(template)
  }
}
