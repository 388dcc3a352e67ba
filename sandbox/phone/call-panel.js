import { ask, describeTrouble } from './control-api.js'
import { setText } from './dom.js'

const WORDS = { 'no-answer': 'You hung up', voicemail: 'You left a voicemail', busy: 'The line was busy' }

/** The call buttons and the line below them, which counts until the text arrives. */
export function createCallPanel({ readCall, onCalled }) {
  const status = document.getElementById('call-status')
  const buttons = [...document.querySelectorAll('[data-outcome]')]
  /** The call whose text is awaited: {words, at}. */
  let awaited

  for (const button of buttons) button.addEventListener('click', () => void place(button.dataset))

  async function place({ outcome, hiddenNumber }) {
    const isHidden = hiddenNumber !== undefined
    const at = Date.now()
    const choice = readCall()
    awaited = undefined
    if (!choice.business) return say('There is no business to call yet.')
    setDisabled(true)
    say('Calling…')
    try {
      const answer = await ask('POST', '/sandbox/calls', orderOf(choice, outcome, isHidden))
      const trouble = describeTrouble(answer)
      const words = isHidden ? 'You hung up with your number hidden' : WORDS[outcome]
      if (trouble) say(`${words}. ${trouble}`, true)
      else if (isHidden) say(`${words}. Shoulder knows of the call and cannot text back.`)
      else awaited = { words, at }
      onCalled()
    } catch (error) {
      say(error.message, true)
    } finally {
      setDisabled(false)
    }
  }

  function say(words, isBad = false) {
    setText(status, words)
    status.classList.toggle('bad', isBad)
  }

  function setDisabled(isDisabled) {
    for (const button of buttons) button.disabled = isDisabled
  }

  return {
    forget() {
      awaited = undefined
      say('')
    },
    /** Told of the newest text to the caller, epoch milliseconds, each time the page looks. */
    watch(lastTextAt) {
      if (!awaited) return
      const { words, at } = awaited
      if (lastTextAt >= at) {
        say(`${words}. The text came ${((lastTextAt - at) / 1000).toFixed(1)} s later.`)
        awaited = undefined
        return
      }
      const seconds = Math.round((Date.now() - at) / 1000)
      // Every five seconds is enough for a screen reader to follow.
      if (seconds % 5 === 0) say(describeWait(words, seconds))
    },
  }
}

/** The body of POST /sandbox/calls. */
function orderOf({ caller, business, via }, outcome, isHidden) {
  const { number, name, email } = caller
  const person = isHidden ? { from: 'anonymous' } : { from: number, ...(name && { name }), ...(email && { email }) }
  const location = via === 'ghl' ? { locationId: business.ghlLocationId } : {}
  return { to: business.smsNumber, outcome, via, ...location, ...person }
}

/** What the line says while the text is awaited. */
function describeWait(words, seconds) {
  const late = seconds > 45 ? ' No text so far: callers Shoulder has texted lately get one text only.' : ''
  return `${words} ${seconds} s ago. Waiting for the text.${late}`
}
