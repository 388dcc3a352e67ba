import type { Fault } from '../models/field-faults.ts'
import type { ContactRow } from '../models/on-call-model.ts'
import { Button } from '../parts/button.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { fieldWords } from '../words/fields-words.ts'
import { onCallWords } from '../words/on-call-words.ts'
import { sayFault } from './fault-words.ts'

type Name = 'name' | 'phone' | 'email'
type OnCallContactProps = {
  row: ContactRow
  /** From 1. */
  place: number
  count: number
  hasOptedOut: boolean
  isReadOnly: boolean
  faultAt: (name: Name) => Fault | null
  onChange: (change: Partial<ContactRow>, name: Name) => void
  onLeave: (name: Name) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One person on call, in the order in which they are alerted. */
export function OnCallPerson(props: OnCallContactProps) {
  const { row, place, count, hasOptedOut, isReadOnly, faultAt, onChange, onLeave, onMove, onRemove } = props
  const words = onCallWords()
  const name = row.name.trim() || words.fresh
  const field = (key: Name) => ({
    label: words[key],
    value: row[key],
    error: sayPhone(key, faultAt(key)),
    onInput: (text: string) => onChange({ [key]: text }, key),
    onBlur: () => onLeave(key),
  })
  return (
    <li class="on-call-person">
      <fieldset>
        <legend class="on-call-head">
          {words.position(place)} {name}
        </legend>
        <div class="on-call-fields">
          <TextField {...field('name')} maxLength={40} hint={words.nameHint} autoComplete="off" />
          <TextField {...field('phone')} type="tel" inputMode="tel" />
          <TextField {...field('email')} type="email" inputMode="email" hint={words.emailHint} />
        </div>
        {hasOptedOut ? <p class="field-error">{words.optedOut}</p> : null}
        {isReadOnly ? null : (
          <div class="row-apart">
            <div class="row">
              <IconButton icon="up" label={words.up(name)} isDisabled={place === 1} onPress={() => onMove(-1)} />
              <IconButton icon="down" label={words.down(name)} isDisabled={place === count} onPress={() => onMove(1)} />
            </div>
            <Button kind="danger" icon="trash" label={words.remove(name)} onPress={onRemove}>
              {words.removeShort}
            </Button>
          </div>
        )}
      </fieldset>
    </li>
  )
}

/** The schema's own sentence is in English; a number that is none has one in both languages. */
function sayPhone(key: Name, fault: Fault | null): string | null {
  if (key === 'phone' && fault?.code === 'other') return fieldWords().faults.phone
  return sayFault(fault)
}
