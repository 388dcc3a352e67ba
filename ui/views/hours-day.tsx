import type { Fault } from '../models/field-faults.ts'
import { addBreak, filledPaths, removeBreak, type DayFields } from '../models/hours-form.ts'
import { Button } from '../parts/button.tsx'
import { TimeField } from '../parts/time-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { settingsWords } from '../words/settings-words.ts'
import { sayFault } from './fault-words.ts'

type HoursDayProps = {
  /** How the day is called, such as Monday. */
  name: string
  /** Where its parts stand in the form, such as `openingHours.monday`. */
  path: string
  day: DayFields
  faultAt: (path: string) => Fault | null
  onChange: (day: DayFields) => void
  onLeave: (path: string) => void
  /** Given for the day that others may be made like. */
  onCopy?: () => void
}

/** One day: closed, or open in one go or with a break. */
export function HoursDay({ name, path, day, faultAt, onChange, onLeave, onCopy }: HoursDayProps) {
  const words = settingsWords().hours
  const hasBreak = day.spans.length > 1

  const field = (index: number, end: 'opens' | 'closes') => {
    const own = `${path}.${index}.${end}`
    return (
      <TimeField
        label={(index === 0 ? words[end] : words.again[end])(name)}
        value={day.spans[index]?.[end] ?? ''}
        error={sayFault(faultAt(own))}
        onInput={(time) =>
          onChange({ ...day, spans: day.spans.map((span, at) => (at === index ? { ...span, [end]: time } : span)) })
        }
        onBlur={() => [own, ...filledPaths(path, day)].forEach(onLeave)}
      />
    )
  }
  return (
    <fieldset class="hours-day">
      <legend class="unseen">{name}</legend>
      <Toggle
        label={name}
        hint={day.isOpen ? words.open : words.closed}
        isOn={day.isOpen}
        onChange={(isOpen) => onChange({ ...day, isOpen })}
      />
      {day.isOpen ? (
        <div class="hours-spans">
          {day.spans.map((_, index) => (
            <div class="hours-span" key={index}>
              {field(index, 'opens')}
              <span class="hours-dash" aria-hidden="true">
                –
              </span>
              {field(index, 'closes')}
            </div>
          ))}
          <p role="alert" class="field-error" hidden={faultAt(path) === null}>
            {sayFault(faultAt(path))}
          </p>
          <div class="hours-acts">
            {/* One button, so that whoever pressed it by key is still on it. */}
            <Button
              kind="quiet"
              icon={hasBreak ? 'minus' : 'plus'}
              onPress={() => onChange(hasBreak ? removeBreak(day) : addBreak(day))}
            >
              {hasBreak ? words.removeBreak : words.addBreak}
            </Button>
            {onCopy === undefined ? null : (
              <Button kind="quiet" icon="copy" onPress={onCopy}>
                {words.copy}
              </Button>
            )}
          </div>
        </div>
      ) : null}
    </fieldset>
  )
}
