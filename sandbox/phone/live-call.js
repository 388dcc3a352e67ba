import { ask, describeTrouble } from './control-api.js'
import { describePlayed } from './live-moment.js'

const RING_MS_MAX = 25_000
const TALK_MS = 4000
const LINGER_MS = 1600
const ENDINGS = {
  'no-answer': 'Nobody answered',
  voicemail: 'Voicemail left',
  busy: 'The line was busy',
  answered: 'The technician answered',
}

/**
 * A call as a person plays it: it rings on both phones until somebody ends it, and only then does the sandbox hear of
 * it. `onChange` is told of every turn, `onOver(sentence, isBad)` how it went.
 */
export function createLiveCall({ onChange, onOver }) {
  /** Null, or {kind: 'ringing' | 'talking' | 'direct' | 'ended', since, choice, isHidden, isBack, words}. */
  let call = null
  let timer

  function turn(next) {
    clearTimeout(timer)
    call = next
    onChange()
  }

  async function finish(outcome, words = ENDINGS[outcome]) {
    const { choice, isHidden } = call
    turn({ ...call, kind: 'ended', since: Date.now(), words })
    const ended = call
    try {
      const answer = await ask('POST', '/sandbox/calls', orderOf(choice, outcome, isHidden))
      const trouble = describeTrouble(answer)
      onOver([`${words}.`, trouble || (answer.note ?? '')].join(' ').trim(), trouble !== '')
    } catch (error) {
      onOver(error.message, true)
    }
    timer = setTimeout(() => call === ended && turn(null), LINGER_MS)
  }

  /** Our number itself was dialled: who takes it is decided moment by moment, and the answer comes at its end. */
  async function playDirectly(choice, isHidden) {
    turn({ kind: 'direct', since: Date.now(), choice, isHidden, isBack: false })
    try {
      const answer = await ask('POST', '/sandbox/calls', orderOf(choice, 'voicemail', isHidden))
      const words = describePlayed(answer)
      turn({ ...call, kind: 'ended', since: Date.now(), words })
      const trouble = describeTrouble(answer)
      onOver(`${words}. ${trouble}`.trim(), trouble !== '')
    } catch (error) {
      turn({ ...call, kind: 'ended', since: Date.now(), words: 'The call was cut off' })
      onOver(error.message, true)
    }
    const ended = call
    timer = setTimeout(() => call === ended && turn(null), LINGER_MS)
  }

  function talkThenEnd() {
    turn({ ...call, kind: 'talking', since: Date.now() })
    timer = setTimeout(
      () => void finish('answered', call.isBack ? 'You rang back, and they talked' : undefined),
      TALK_MS,
    )
  }

  return {
    current: () => call,
    ring(choice, isHidden) {
      if (call) return
      if (choice.via === 'direct') return void playDirectly(choice, isHidden)
      turn({ kind: 'ringing', since: Date.now(), choice, isHidden, isBack: false })
      timer = setTimeout(() => void finish('no-answer'), RING_MS_MAX)
    },
    /** The technician rings a caller back; it reaches Shoulder as an answered call. */
    ringBack(choice) {
      if (call) return
      call = { choice, isHidden: false, isBack: true }
      talkThenEnd()
    },
    answer: talkThenEnd,
    end: (outcome) => void finish(outcome),
    hangUp() {
      if (call?.kind === 'talking') void finish('answered', call.isBack ? 'You rang back, and they talked' : undefined)
      else void finish('no-answer', 'Hung up before anybody answered')
    },
  }
}

/** The body of POST /sandbox/calls. */
export function orderOf({ caller, business, via, agrees = false }, outcome, isHidden) {
  const { number, name, email } = caller
  const person = isHidden ? { from: 'anonymous' } : { from: number, ...(name && { name }), ...(email && { email }) }
  const location = via === 'ghl' ? { locationId: business.ghlLocationId } : {}
  const answer = agrees && via !== 'ghl' ? { digits: '1', says: 'yes' } : {}
  const way = via === 'direct' ? { via: 'twilio', isLive: true } : { via }
  return { to: business.smsNumber, outcome, ...way, ...location, ...person, ...answer }
}
