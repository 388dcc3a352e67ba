import { ask } from './control-api.js'
import { fillSelect, make, setText, syncList } from './dom.js'
import { describeProvider, nameProvider } from './names.js'

const BREAK_MS = 20_000

/** The panel that starts, lists and ends faults. `show(faults)` draws those in force. */
export function createFaultsPanel({ onChange }) {
  const at = (name) => document.getElementById(`fault-${name}`)
  const [provider, kind, status, seconds, note] = ['provider', 'kind', 'status', 'seconds', 'note'].map(at)
  const health = document.getElementById('health')
  const clear = document.getElementById('clear-faults')
  const breakAll = document.getElementById('break-all')
  const list = make('ul', { className: 'rows' })
  document.getElementById('active-faults').append(list)
  const kinds = new Map([...kind.options].map((option) => [option.value, option.textContent]))
  let names = []
  let hadFaults = false

  kind.addEventListener('change', offerStatus)
  provider.addEventListener('change', offerKinds)
  at('form').addEventListener('submit', (event) => {
    event.preventDefault()
    const fault = { provider: provider.value, kind: kind.value, rate: 1, forMs: Number(seconds.value) * 1000 }
    const code = kind.value === 'status' ? { status: Number(status.value) } : {}
    void tell(ask('POST', '/sandbox/faults', { ...fault, ...code }))
  })
  breakAll.addEventListener('click', () => {
    const order = { kind: 'status', status: 503, rate: 1, forMs: BREAK_MS }
    // Sign-in stays, so that the board can be watched.
    const broken = names.filter((name) => name !== 'access')
    void tell(Promise.all(broken.map((name) => ask('POST', '/sandbox/faults', { provider: name, ...order }))))
  })
  clear.addEventListener('click', () => void tell(ask('DELETE', '/sandbox/faults')))

  function offerStatus() {
    at('status-field').hidden = kind.value !== 'status'
  }

  /** Some faults are one provider's own. */
  function offerKinds() {
    const own = at('own')
    const isTheirs = own.dataset.provider === provider.value
    own.hidden = own.disabled = !isTheirs
    if (!isTheirs && kind.selectedOptions[0]?.parentElement === own) kind.value = 'status'
    offerStatus()
  }

  async function tell(asked) {
    setText(note, await asked.then(() => '').catch((error) => error.message))
    onChange()
  }

  function create({ id }) {
    const end = make('button', {
      className: 'small',
      onclick: () => void tell(ask('DELETE', `/sandbox/faults?id=${id}`)),
    })
    end.append('End it')
    const bar = make('div', { className: 'bar', 'aria-hidden': 'true' }, make('div'))
    return make('li', { className: 'row-split' }, make('div', {}, make('p', { className: 'fault-words' }), bar), end)
  }

  function update(element, fault) {
    const code = fault.kind === 'status' ? ` ${fault.status}` : ''
    const left = Math.max(0, Math.ceil((fault.endsAt - Date.now()) / 1000))
    setText(
      element.querySelector('.fault-words'),
      `${nameProvider(fault.provider)} ${kinds.get(fault.kind) ?? fault.kind}${code}, ${left} s left`,
    )
    const longest = Number((element.dataset.longest ??= String(Math.max(1, left))))
    element.querySelector('.bar > div').style.width = `${Math.min(100, (left / longest) * 100)}%`
  }

  return {
    listProviders(known) {
      names = known
      fillSelect(
        provider,
        known.map((name) => ({ value: name, text: describeProvider(name) })),
      )
      offerKinds()
    },
    show(faults) {
      const troubled = new Set(faults.map((fault) => fault.provider))
      const well = hadFaults
        ? 'Everything is well again. All providers answer.'
        : 'Everything is well. All providers answer.'
      const ill = [...troubled].map(nameProvider).join(', ')
      setText(health, troubled.size === 0 ? well : `In trouble: ${ill}.`)
      health.classList.toggle('ill', troubled.size > 0)
      hadFaults ||= troubled.size > 0
      clear.hidden = troubled.size === 0
      breakAll.hidden = troubled.size > 0
      syncList(list, faults, { keyOf: ({ id }) => id, create, update })
    },
  }
}
