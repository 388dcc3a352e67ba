import { ask } from './control-api.js'

/**
 * A moment of a call in which somebody decides, as both phones show it. The sandbox waits for the choice, and goes on by
 * itself where nobody makes one.
 */
export function drawMoment(moment, { customer, technician, business, onChosen, onTrouble }) {
  const seconds = Math.max(0, Math.floor((Date.now() - moment.since) / 1000))
  const left = Math.max(0, Math.ceil((moment.endsAt - Date.now()) / 1000))
  const choose = (choice) => () =>
    void ask('POST', `/sandbox/live-calls/${moment.id}`, { choice }).then(onChosen, onTrouble)
  const action = (name, icon, tone, choice) => ({ name, icon, tone, act: choose(choice) })
  const shop = { name: business.businessName, number: business.smsNumber }
  const person = { name: nameOf(moment, business), number: moment.shown ?? '' }
  const hangUp = action('Hang up', 'hang', 'bad', 'caller_hangs_up')
  const rings = { peer: shop, words: `Calling, ${seconds} s`, actions: [hangUp] }
  switch (moment.kind) {
    case 'ring':
      customer.showCall(rings)
      return technician.showCall({
        peer: person,
        words: `Incoming call, ${left} s`,
        actions: [action('Decline', 'hang', 'bad', 'decline'), action('Answer', 'phone', 'good', 'answer')],
        isRinging: true,
      })
    case 'whisper':
      customer.showCall(rings)
      return technician.showCall({
        peer: person,
        words: `“${moment.heard.at(-1) ?? ''}” ${left} s`,
        actions: [action('Hang up', 'hang', 'bad', 'technician_hangs_up'), action('Press 1', 'one', 'good', 'press_1')],
      })
    case 'talk':
      customer.showCall({ peer: shop, words: `Talking, ${seconds} s`, actions: [hangUp] })
      return technician.showCall({
        peer: person,
        words: `Talking, ${seconds} s`,
        actions: [action('Hang up', 'hang', 'bad', 'technician_hangs_up')],
      })
    case 'tone':
      customer.showCall({
        peer: shop,
        words: spoken(moment.heard),
        actions: [action('Leave a message', 'voicemail', 'plain', 'speak'), hangUp],
      })
      return technician.showCall(null)
  }
}

/** Whoever hides their number is shown as the business's own. */
function nameOf({ name, shown }, { smsNumber }) {
  return shown === smsNumber ? 'Through Shoulder' : name
}

function spoken(heard) {
  return `“${heard.filter((words) => !words.startsWith('[')).join(' ')}”`
}

/** How a call went that people played, as a sentence. */
export function describePlayed({ callStatus, heard = [], recordings = [] }) {
  const hasRung = heard.some((words) => words.startsWith('[rings '))
  const isGreeted = heard.some((words) => !words.startsWith('['))
  if (callStatus === 'no-answer') return 'Hung up before anybody answered'
  if (hasRung && !isGreeted) return 'The technician took it with the key 1'
  const end = recordings.length > 0 ? 'A message was left after the greeting' : 'Heard the greeting and hung up'
  return hasRung ? end : `${end}. The technician’s phone rings first once Settings, Calls says so`
}
