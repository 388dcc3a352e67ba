import { createLiveCall } from './live-call.js'
import { drawMoment } from './live-moment.js'

/** Plays calls on both phones: one that a person places, or one that a story plays by itself. */
export function createCallStage({ customer, technician, readChoice, speak, onOver, onRing, onTrouble }) {
  let told = { kind: null }
  /** What waits for somebody's choice in a call to our number itself. */
  let moment
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
    if (moment) {
      const { business } = readChoice()
      return drawMoment(moment, { customer, technician, business, onChosen: onOver, onTrouble })
    }
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
    const calling = `Calling, ${seconds} s`
    const said = { ringing: calling, direct: calling, talking: `Talking, ${seconds} s`, ended: words }[kind]
    const isRinging = kind === 'ringing'
    const own = isRinging ? [voicemail, hangUp] : kind === 'talking' ? [hangUp] : []
    const theirs = isRinging ? [decline, answer] : kind === 'talking' ? [hangUp] : []
    customer.showCall({ peer: shop, words: said, actions: own })
    if (kind === 'direct') return technician.showCall(null)
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
    /** The moments of live calls, as the sandbox tells of them. */
    showMoments(moments) {
      const { business, caller } = readChoice()
      const isOwn = ({ from }) => live.current()?.kind === 'direct' || from === caller.number
      const next = moments.find((one) => one.to === business?.smsNumber && isOwn(one))
      if (next?.id === moment?.id) return
      moment = next
      if (moment?.kind === 'ring') onRing()
      if (moment?.kind === 'whisper') speak(`The technician hears: ${moment.heard.at(-1) ?? ''}`)
      draw()
    },
    /** Whether something may be asked of somebody within a moment. */
    isLive: () => live.current()?.kind === 'direct' || moment !== undefined,
    tick() {
      if (live.current() || told.kind || moment) draw()
    },
  }
}
