import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { FleetOverview } from '../../tenants/contract/fleet-view.ts'
import { cleared, isNarrowed, NARROWING, writeFilters, type Filters } from '../models/fleet-filters.ts'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { ask } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'

type Choices = FleetOverview['choices']
type Given = { filters: Filters; choices: Choices | null }
type Options = { value: string; label: string }[]

/** Narrows what is looked at. On a phone it opens with a button, which says how many filters are set. */
export function FleetFilters({ filters, choices }: Given) {
  const words = fleetViewWords()
  const isOpen = useSignal(false)
  const set = NARROWING.filter((name) => filters[name] !== '').length
  const change = (some: Partial<Filters>) => ask(writeFilters({ ...filters, ...some }))
  return (
    <section class="fleet-filters" aria-label={words.filters}>
      <div class="fleet-filters-button">
        <button
          type="button"
          class="button plain wide"
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          {set === 0 ? words.filters : `${words.filters} (${set})`}
        </button>
      </div>
      <div class={isOpen.value ? 'fleet-fields open' : 'fleet-fields'}>
        <NameField filters={filters} />
        {fieldsOf(filters, choices).map(({ name, options }) => (
          <SelectField
            key={name}
            label={words[name]}
            value={filters[name]}
            options={[{ value: '', label: words.any[name] }, ...options]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      {isNarrowed(filters) ? (
        <Button kind="quiet" icon="close" onPress={() => ask(writeFilters(cleared(filters)))}>
          {words.clear}
        </Button>
      ) : null}
    </section>
  )
}

type Field = { name: 'trade' | 'area' | 'status' | 'reseller'; options: Options }

/** Nobody chooses among none; what is chosen already stays to be seen, whatever there is to choose. */
function fieldsOf(filters: Filters, choices: Choices | null): Field[] {
  const words = fleetViewWords()
  const named = (names: Record<string, string>): Options =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const listed = (values: string[], chosen: string, label = (value: string) => value): Options =>
    [...new Set([...values, chosen])].filter((value) => value !== '').map((value) => ({ value, label: label(value) }))
  const areas = listed(
    (choices?.areas ?? []).map((area) => area ?? 'none'),
    filters.area,
    (value) => (value === 'none' ? words.noArea : value),
  )
  const fields: Field[] = [
    { name: 'trade', options: named(words.trades) },
    { name: 'area', options: areas },
    { name: 'status', options: named(words.standings) },
    { name: 'reseller', options: listed(choices?.resellers ?? [], filters.reseller) },
  ]
  return fields.filter(({ options }) => options.length > 0)
}

/** Long enough for a word to be typed, short enough to seem at once. */
const TYPED_AFTER_MS = 350

function NameField({ filters }: { filters: Filters }) {
  const typed = useSignal(filters.find)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    if (typed.peek().trim() !== filters.find) typed.value = filters.find
  }, [filters.find])
  useEffect(() => () => clearTimeout(timer.current), [])
  const take = (value: string) => {
    typed.value = value
    clearTimeout(timer.current)
    // One question a word, and one step back for all of its letters.
    timer.current = setTimeout(() => {
      const isFirst = filters.find === ''
      ask(writeFilters({ ...filters, find: value.trim() }), { replace: !isFirst })
    }, TYPED_AFTER_MS)
  }
  return <TextField label={fleetViewWords().find} type="search" value={typed.value} maxLength={80} onInput={take} />
}
