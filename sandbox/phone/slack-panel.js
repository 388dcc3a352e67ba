import { ask } from './control-api.js'
import { link, make, moment, setText, syncList } from './dom.js'

const ROWS_MAX = 20
const WELL = 'takes messages'
const ILLS = {
  no_service: 'was removed',
  channel_is_archived: 'leads to an archived channel',
  action_prohibited: 'may not post any more',
  invalid_token: 'has a secret that is no longer valid',
  rate_limited: 'has had too many messages',
}

/** Slack's channels: what to enter in Shoulder, and what was posted. */
export function createSlackPanel({ onChange, onTrouble }) {
  const hooks = make('ul', { className: 'rows' })
  const blank = make('p', { className: 'blank' }, 'Nothing was posted yet.')
  const list = make('ul', { className: 'rows' })
  document.getElementById('slack-hooks').replaceChildren(hooks)
  document.getElementById('slack-messages').replaceChildren(blank, list)

  function createHook({ url, channel }) {
    const address = make('input', { className: 'address', readOnly: true, value: url, onfocus: () => address.select() })
    address.setAttribute('aria-label', `Address of ${channel}`)
    const change = make('button', { className: 'small' })
    change.addEventListener('click', () => {
      const error = change.dataset.error
      void ask('POST', '/sandbox/slack/hooks/error', { url, error }).then(onChange).catch(onTrouble)
    })
    const words = make('div', {}, make('p', { className: 'row-title' }, channel), make('p', { className: 'row-line' }))
    return make('li', {}, make('div', { className: 'row-split' }, words, change), address)
  }

  function updateHook(element, { channel, error }) {
    setText(element.querySelector('.row-line'), `Its webhook ${error === null ? WELL : ILLS[error]}.`)
    const change = element.querySelector('button')
    change.dataset.error = error === null ? 'no_service' : 'none'
    setText(change, error === null ? 'Remove it' : 'Put it right')
    change.setAttribute('aria-label', `${change.textContent}: the webhook of ${channel}`)
  }

  return {
    show({ hooks: known, messages }) {
      syncList(hooks, known, { keyOf: ({ url }) => url, create: createHook, update: updateHook })
      blank.hidden = messages.length > 0
      syncList(list, messages.toReversed().slice(0, ROWS_MAX), { keyOf: ({ id }) => id, create: createMessage })
    },
  }
}

/** As the channel shows it: the blocks where there are any, since the text is then for notifications alone. */
function createMessage({ channel, text, blocks, receivedAt }) {
  const lines = blocks.length === 0 ? [text] : blocks.flatMap(({ text: said }) => said?.text ?? [])
  const said = lines.map((line) => make('p', { className: 'note' }, ...spell(line)))
  return make('li', {}, ...said, make('p', { className: 'row-line' }, moment(receivedAt), ` in ${channel}`))
}

/** Slack's markup for a link, and the three signs that it wants escaped. */
export function spell(line) {
  const parts = line.split(/<(https?:[^|>]+)\|([^>]+)>/)
  return parts.flatMap((part, place) => {
    if (place % 3 === 1) return [link(part, readSigns(parts[place + 1]))]
    return place % 3 === 0 && part !== '' ? [readSigns(part)] : []
  })
}

function readSigns(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

export async function readSlack(read) {
  const [hooks, messages] = await Promise.all([read('/sandbox/slack/hooks'), read('/sandbox/slack/messages')])
  return { hooks, messages }
}
