import { createAttachment } from './attachment.js'
import { make, setText } from './dom.js'
import { icon } from './icons.js'

const LETTER_MS = 35

/**
 * Where a text is written. `submit(body, media)` answers what went wrong, or nothing. What is typed is kept until it is
 * sent; `takesPictures` lets one go along.
 */
export function createComposer({ title, replies, takesPictures = false, submit }) {
  const field = make('textarea', { rows: 1, maxLength: 1600, placeholder: 'Text message' })
  field.setAttribute('aria-label', `${title}: write a text`)
  const button = make('button', { type: 'submit', className: 'send' }, icon('send'))
  button.setAttribute('aria-label', 'Send')
  const note = make('p', { className: 'compose-note', role: 'status' })
  const picture = createAttachment({
    title,
    onTrouble: (words) => setText(note, words),
    onChange: () => (field.placeholder = picture.media().length > 0 ? 'Say something about it' : 'Text message'),
  })
  const attach = takesPictures ? [picture.input, picture.button] : []
  const form = make('form', { className: 'compose' }, ...attach, field, button)
  const chips = make('div', { className: 'chips', role: 'group', 'aria-label': 'Ready-made replies' })
  chips.append(...replies.map((reply) => make('button', { type: 'button', onclick: () => void send(reply) }, reply)))
  if (takesPictures) {
    chips.append(make('button', { type: 'button', onclick: () => void attachSample() }, 'Picture of a leak'))
  }
  chips.hidden = replies.length === 0
  /** The words a story types, and what a person had written before. */
  let draft
  let timer

  async function send(body) {
    button.disabled = true
    const trouble = await submit(body, picture.media())
    button.disabled = false
    setText(note, trouble ?? '')
    if (!trouble) picture.clear()
    return !trouble
  }

  /** For whoever has no picture at hand. */
  async function attachSample() {
    const answer = await fetch('/sandbox/sample-picture').catch(() => undefined)
    if (!answer?.ok) return setText(note, 'The sandbox does not answer. Is it still running?')
    await picture.take(new File([await answer.blob()], 'leak.png', { type: 'image/png' }))
    field.focus()
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const body = field.value.trim()
    if ((body === '' && picture.media().length === 0) || draft) return
    void send(body).then((isSent) => isSent && field.value.trim() === body && (field.value = ''))
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })

  return {
    root: make('div', { className: 'composer' }, chips, note, ...(takesPictures ? [picture.shown] : []), form),
    /** A story types this letter by letter; undefined gives the field back. */
    setDraft(text) {
      if (draft?.text === text) return
      clearInterval(timer)
      if (text === undefined) {
        field.value = draft.before
        field.readOnly = false
        draft = undefined
        return
      }
      draft = { text, before: draft?.before ?? field.value }
      field.readOnly = true
      field.value = ''
      timer = setInterval(() => (field.value = text.slice(0, field.value.length + 1)), LETTER_MS)
    },
  }
}
