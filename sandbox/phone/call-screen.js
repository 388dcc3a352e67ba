import { icon } from './icons.js'
import { make, setText, spellPhone } from './dom.js'

/**
 * What covers a phone during a call. `show(call)` takes `{peer: {name, number}, words, actions}` or null, and actions
 * are `{name, icon, tone, act}`. The seconds run by themselves.
 */
export function createCallScreen(label) {
  const avatar = make('div', { className: 'avatar big', 'aria-hidden': 'true' })
  const name = make('p', { className: 'call-name' })
  const number = make('p', { className: 'call-number' })
  const words = make('p', { className: 'call-words' })
  const buttons = make('div', { className: 'call-buttons' })
  const root = make('div', { className: 'call', role: 'group', 'aria-label': label, hidden: true })
  root.append(make('div', { className: 'call-who' }, avatar, name, number, words), buttons)
  let shown = ''
  return {
    root,
    show(call) {
      if (!call) {
        shown = ''
        return
      }
      const { peer, actions, isRinging } = call
      root.classList.toggle('ringing', isRinging === true)
      setText(avatar, initials(peer.name))
      setText(name, peer.name || spellPhone(peer.number))
      setText(number, peer.name ? spellPhone(peer.number) : '')
      setText(words, call.words)
      const wanted = actions.map((action) => action.name).join()
      if (wanted === shown) return
      shown = wanted
      const hadFocus = buttons.contains(document.activeElement)
      buttons.replaceChildren(...actions.map(buildAction))
      if (hadFocus) buttons.querySelector('button')?.focus()
    },
  }
}

function buildAction({ name, icon: sign, tone, act }) {
  const round = make('span', { className: 'round' }, icon(sign))
  return make('button', { className: `call-action ${tone}`, onclick: act }, round, make('span', {}, name))
}

export function initials(name) {
  const words = (name ?? '').split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('') || '?'
}
