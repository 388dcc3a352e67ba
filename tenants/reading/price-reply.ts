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

export function readPriceReply(text: string): 'accept' | 'decline' | null {
  const words = normalise(text).words.join(' ')
  if (words === '') return null
  const declines = DECLINES.some((pattern) => pattern.test(words))
  const accepts = ACCEPTS.some((pattern) => pattern.test(words))
  if (declines) return accepts ? null : 'decline'
  if (!accepts) return null
  return HEDGES.test(words) || text.includes('?') ? null : 'accept'
}
