import { createLiveCall } from './live-call.js'

/** Plays calls on both phones: one that a person places, or one that a story plays by itself. */
export function createCallStage({ customer, technician, readChoice, speak, onOver, onRing }) {
  let told = { kind: null }
  let storyCaller
  let refocus
  const live = createLiveCall({
    onChange: draw,
    onOver(words, isBad) {
      const { isBack, isHidden } = live.current() ?? {}
      const app = isBack ? technician.recents : customer.dial
      const said = isHidden && !isBad ? `${words} Nobody can text a hidden number; the technician is told.` : words
      app.say(said, isBad)
      speak(said)
      if (!isBad && !isBack && !isHidden) customer.openThread(readChoice().business)
      refocus = isBack ? technician.handset : customer.handset
      onOver()
    },
  })

  function draw() {
    const call = live.current()
    if (call) return drawOwn(call)
    if (told.kind) return drawStory()
    customer.showCall(null)
    technician.showCall(null)
    // What had the focus was covered or is gone.
    if (refocus && document.activeElement === document.body) refocus.focus()
    refocus = undefined
  }

  function drawOwn({ kind, since, choice, isHidden, isBack, words }) {
    const { caller, business } = choice
    const shop = { name: business.businessName, number: business.smsNumber }
    const person = isHidden ? { name: 'No caller ID', number: '' } : caller
    const seconds = Math.floor((Date.now() - since) / 1000)
    const hangUp = { name: 'Hang up', icon: 'hang', tone: 'bad', act: () => live.hangUp() }
    const voicemail = { name: 'Voicemail', icon: 'voicemail', tone: 'plain', act: () => live.end('voicemail') }
    const decline = { name: 'Decline', icon: 'hang', tone: 'bad', act: () => live.end('busy') }
    const answer = { name: 'Answer', icon: 'phone', tone: 'good', act: () => live.answer() }
    const said = { ringing: `Calling, ${seconds} s`, talking: `Talking, ${seconds} s`, ended: words }[kind]
    const isRinging = kind === 'ringing'
    const own = isRinging ? [voicemail, hangUp] : kind === 'talking' ? [hangUp] : []
    const theirs = isRinging ? [decline, answer] : kind === 'talking' ? [hangUp] : []
    customer.showCall({ peer: shop, words: said, actions: own })
    technician.showCall({ peer: person, words: isRinging ? 'Incoming call' : said, actions: theirs, isRinging })
    if (isBack) customer.showCall(null)
  }

  function drawStory() {
    const { business } = readChoice()
    if (!business || !storyCaller) return
    const isRinging = told.kind === 'ringing'
    const seconds = Math.floor((Date.now() - told.since) / 1000)
    const words = isRinging ? `Calling, ${seconds} s` : `Talking, ${seconds} s`
    customer.showCall({ peer: { name: business.businessName, number: business.smsNumber }, words, actions: [] })
    technician.showCall({ peer: storyCaller, words: isRinging ? 'Incoming call' : words, actions: [], isRinging })
  }

  return {
    ring(isHidden, agrees) {
      const choice = readChoice()
      if (!choice.business || told.kind) return
      live.ring({ ...choice, agrees }, isHidden)
      customer.handset.focus()
      onRing()
    },
    ringBack(caller) {
      const choice = readChoice({ email: '', ...caller })
      live.ringBack(choice)
      technician.handset.focus()
    },
    /** What the story's call does now: 'ringing', 'talking' or null. */
    playStory(kind, caller) {
      if (told.kind === kind) return
      told = { kind, since: Date.now() }
      storyCaller = caller
      if (kind === 'ringing') onRing()
      draw()
    },
    tick() {
      if (live.current() || told.kind) draw()
    },
  }
}
