import { once } from '../base/once.ts'
import type { Normalised } from './normalise.ts'
import { PhraseBook } from './phrase.ts'

/** Questions whether a machine is writing. The answer to them is fixed and true, and never left to a model. */
const ASKS = `
  are|r|is|be|am|was|you|this|u|i|it|eres|es|son|esto|hablo|estoy ~5 bot|robot|automated|automatic|computer|ai|machine|chatgpt|autoreply|autoresponder|chatbot|program|gpt|algorithm|bots|android|siri|alexa|maquina|computadora|automatico|contestadora|artificial
  bot|robot|ai|human|humano|automated ]
  are|r|is|am|you|this|u|i ~4 real|actual|live|human ~1 person|human|people|being|man|woman
  are|r|is|am|you|this|u|i ~3 real|human ]
  is|are|this ~4 auto reply|response|responder|message|text|answer
  human|person ~1 reading|answering|typing|writing
  anyone|anybody|someone|somebody real
  you|this|u|it human
  person or ~3 machine|bot|computer|robot|ai
  machine|bot|computer|robot|ai ~3 or ~3 person|human|real
  speak|speaking|talk|talking|texting|chatting|hablo|hablando|hablar ~3 human|real|actual|person|persona|humano|machine|maquina
  real|actual|live person|human ~2 ]
  eres|es|son|habla ~3 persona|person|humano|real ~2
  persona real
`
const openBook = once(
  () =>
    new PhraseBook<true>(
      ASKS.trim()
        .split('\n')
        .map((line) => [line.trim(), true] as const),
    ),
)
const GUARDED = new Set(['want', 'need', 'let', 'send', 'quiero', 'necesito'])

export function asksIfBot(text: Normalised): boolean {
  if (text.words.some((word) => GUARDED.has(word)) && !text.asksQuestion) return false
  return openBook().find(text).length > 0
}
