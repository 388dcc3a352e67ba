import { ask } from './control-api.js'
import { fillSelect, make, setText, syncList } from './dom.js'

/** The panel that starts, lists and ends faults. `show(faults)` draws those in force. */
export function createFaultsPanel() {
  const [provider, kind, status, seconds] = ['provider', 'kind', 'status', 'seconds'].map((name) =>
    document.getElementById(`fault-${name}`),
  )
  const note = document.getElementById('fault-note')
  const clear = document.getElementById('clear-faults')
  const list = make('ul', { className: 'rows' })
  document.getElementById('active-faults').append(list)
  const nameOf = (word) => (word === 'ghl' ? 'GoHighLevel' : word[0].toUpperCase() + word.slice(1))
  const kinds = new Map([...kind.options].map((option) => [option.value, option.textContent]))

  kind.addEventListener('change', () => {
    document.getElementById('fault-status-field').hidden = kind.value !== 'status'
  })
  document.getElementById('fault-form').addEventListener('submit', (event) => {
    event.preventDefault()
    const fault = { provider: provider.value, kind: kind.value, rate: 1, forMs: Number(seconds.value) * 1000 }
    const code = kind.value === 'status' ? { status: Number(status.value) } : {}
    void tell(ask('POST', '/sandbox/faults', { ...fault, ...code }), 'Started.')
  })
  clear.addEventListener('click', () => void tell(ask('DELETE', '/sandbox/faults'), 'All faults cleared.'))

  async function tell(asked, words) {
    setText(note, await asked.then(() => words).catch((error) => error.message))
  }

  return {
    listProviders(names) {
      fillSelect(
        provider,
        names.map((name) => ({ value: name, text: nameOf(name) })),
      )
    },
    show(faults) {
      clear.hidden = faults.length === 0
      syncList(list, faults, {
        keyOf: ({ id }) => id,
        create: () => make('li', { className: 'row-line' }),
        update(element, fault) {
          const left = Math.max(0, Math.ceil((fault.endsAt - Date.now()) / 1000))
          const code = fault.kind === 'status' ? ` ${fault.status}` : ''
          setText(element, `${nameOf(fault.provider)} ${kinds.get(fault.kind) ?? fault.kind}${code}, ${left} s left`)
        },
      })
    },
  }
}
