import { ask, read } from './control-api.js'
import { make, setText } from './dom.js'

/** The business's web site on the customer's phone: the form that stands there, with the words that it really shows. */
export function createWebApp({ onSent }) {
  const title = make('h3', { className: 'app-title' }, 'Web site')
  const name = make('input', { autocomplete: 'off', name: 'name' })
  const phone = make('input', { type: 'tel', autocomplete: 'off', name: 'phone' })
  const words = make('textarea', { rows: 3, name: 'words', maxLength: 1000 })
  const offers = make('input', { type: 'checkbox', name: 'offers' })
  const offersWords = make('span')
  const request = make('p', { className: 'web-consent' })
  const send = make('button', { type: 'submit', className: 'primary' }, 'Send')
  const note = make('p', { className: 'dial-note', role: 'status' })
  const page = make('a', { target: '_blank', rel: 'noopener' }, 'Open it as a page')
  const form = make(
    'form',
    { className: 'web-form' },
    make('label', { className: 'field' }, make('span', {}, 'Name'), name),
    make('label', { className: 'field' }, make('span', {}, 'Mobile number'), phone),
    make('label', { className: 'field' }, make('span', {}, 'What do you need done?'), words),
    make('label', { className: 'toggle' }, offers, offersWords),
    request,
    send,
  )
  const adName = make('strong')
  const adFields = make('dl', { className: 'ad-fields' })
  const ad = make(
    'section',
    { className: 'ad', 'aria-label': 'Advertisement' },
    make('p', { className: 'ad-mark' }, 'Sponsored'),
    adName,
    make('p', {}, 'Leave your number and what you need done. We answer at once.'),
    adFields,
  )
  const root = make('div', { className: 'app-view app-page web' }, title, note, form, page, ad)
  let business
  let asked
  let filledFor

  async function load() {
    asked = business.id
    const shown = await read('/sandbox/web-form', { businessId: business.id }).catch(() => ({ isThere: false }))
    form.hidden = !shown.isThere
    page.hidden = shown.url === undefined
    page.href = shown.url ?? ''
    setText(title, shown.businessName ?? business.businessName)
    setText(request, shown.consent?.request ?? '')
    setText(offersWords, shown.consent?.offers ?? '')
    say(shown.isThere ? '' : 'There is no form here. The board has it under Settings, Web leads.', !shown.isThere)
  }

  function say(text, isBad) {
    setText(note, text)
    note.classList.toggle('bad', isBad)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })

  async function submit() {
    send.disabled = true
    say('Sending, as fast as people type…', false)
    const order = {
      businessId: business.id,
      ...filled({ name: name.value, phone: phone.value, words: words.value }),
      ...(offers.checked && { offers: true }),
    }
    try {
      const { ok, detail } = await ask('POST', '/sandbox/web-form', order)
      say(ok ? `${detail} The answer comes as a text.` : detail || 'The form was not taken.', !ok)
      if (ok) {
        words.value = ''
        onSent()
      }
    } catch (error) {
      say(error.message, true)
    }
    send.disabled = false
  }

  function showAd({ text }, caller) {
    setText(adName, business.businessName)
    const fields = { Name: caller.name, 'Mobile number': caller.number, 'What do you need done?': text }
    const rows = Object.entries(fields).flatMap(([label, value]) => [make('dt', {}, label), make('dd', {}, value)])
    adFields.replaceChildren(...rows)
  }

  return {
    root,
    /** A story fills in a form: the one on the site, or the one below the advertisement. Null once it is sent. */
    play(filling, caller) {
      const isAd = filling?.place === 'advertisement'
      root.classList.toggle('shows-ad', isAd)
      if (isAd) showAd(filling, caller)
      else words.value = filling?.text ?? ''
    },
    show(shown, caller) {
      business = shown
      const who = `${caller.number} ${caller.name}`
      if (filledFor !== who) {
        name.value = caller.name
        phone.value = caller.number
        filledFor = who
      }
      // Its words are read once somebody looks at it.
      if (!root.hidden && asked !== business.id) void load()
    },
  }
}

function filled(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
}
