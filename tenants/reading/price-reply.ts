import { normalise } from './normalise.ts'

/** What somebody says to a price they were told. Words of theirs that are neither yes nor no are talk. */

const ACCEPTS = [
  /^(?:yes|yep|yeah|yup|ok|okay|sure|deal|agreed|accepted|perfect|great|absolutely|definitely|si|dale|claro|acepto|aceptado|perfecto)\b/,
  /\b(?:go ahead|do it|sounds (?:good|great|fair|fine)|works for me|that works|i accept|we accept|let us go|move forward|adelante|de acuerdo|esta bien|me parece bien|trato hecho)\b/,
  /\b(?:please|can you|could you|lets|let us|i want to|we want to|i would like to) (?:book|schedule|start|proceed)\b/,
]
const DECLINES = [
  /^(?:no|nope|nah|pass)\b/,
  /\b(?:too (?:much|expensive|high|steep|pricey)|out of (?:my|our) budget|cannot afford|can t afford|no thanks|no thank you|not (?:now|interested|worth it)|found (?:someone|somebody|another)|going with (?:someone|somebody|another)|demasiado caro|muy caro|no gracias|fuera de (?:mi|nuestro) presupuesto)\b/,
]
/** "Yes but can you do 300?" is a question, and so is anything that asks back. */
const HEDGES =
  /\?|\b(?:but|if|unless|except|cheaper|lower|discount|how|what|which|why|pero|menos|rebaja|cuanto|cual|por que)\b/

/** They find it dear or want it for less, which is no answer yet: somebody has to talk with them. */
const HAGGLES = [
  /\b(?:can|could|would|will) (?:you|u|yall)\b.{0,24} (?:for|take|accept) (?:only )?<money>/,
  /\b(?:can|could|would|will|any chance) (?:you|u|we|i)\b.{0,24}\b(?:better|lower|less|cheaper|discount|come down|knock|match)\b/,
  /\b(?:any (?:discount|room|wiggle)|best (?:price|you can do|offer)|negotiable|more than (?:i|we) (?:expected|thought|hoped)|lot of money)\b/,
  /\b(?:puede|podria|pueden|me|hay)\b.{0,24}\b(?:menos|rebaja\w*|descuento|mas barato|mejor precio|bajar\w*)\b/,
  /^(?:\w+ ){0,3}(?:too (?:much|high|steep|pricey|expensive)|(?:a|quite a) (?:lot|bit (?:much|high|steep|pricey))|(?:pretty|kinda|very|so|really|bit) (?:steep|high|pricey|expensive)|(?:muy|demasiado|bastante|tan) caro|demasiado|es mucho(?: dinero)?)$/,
]
/** A thing somebody leaves with, not an opening. */
const LEAVES = /\b(?:no|nope|nah|pass|sorry|thanks|found|going with|gracias|lo siento|disculpe)\b/

export function readPriceReply(text: string): 'accept' | 'decline' | 'haggle' | null {
  const words = normalise(text).words.join(' ')
  if (words === '') return null
  if (!LEAVES.test(words) && HAGGLES.some((pattern) => pattern.test(words))) return 'haggle'
  const declines = DECLINES.some((pattern) => pattern.test(words))
  const accepts = ACCEPTS.some((pattern) => pattern.test(words))
  if (declines) return accepts ? null : 'decline'
  if (!accepts) return null
  return HEDGES.test(words) || text.includes('?') ? null : 'accept'
}
