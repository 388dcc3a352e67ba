import { formatMoney } from '../format.ts'
import { afterChoices } from '../models/after-form.ts'
import type { Form } from '../models/form.ts'
import { HOW, type PaperFields } from '../models/paper-plan-form.ts'
import { CheckField } from '../parts/check-field.tsx'
import { DateField } from '../parts/date-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { afterWords } from '../words/after-words.ts'
import { locale } from '../words/language.ts'
import { paperPlanWords } from '../words/paper-plan-words.ts'
import { sayFault } from './fault-words.ts'

type PaperForm = Pick<Form<PaperFields, unknown>, 'fields' | 'set' | 'leave' | 'faultAt'>
type Texts = { [Name in keyof PaperFields]: PaperFields[Name] extends boolean ? never : Name }[keyof PaperFields]

/** The server's own words are English, and the schema's are for programmers: here are ours. */
function sayPaperFault(form: PaperForm, field: keyof PaperFields, path: string): string | null {
  const fault = form.faultAt(path)
  if (fault === null) return null
  if (form.fields.value[field] === '') return sayFault({ code: 'required' })
  const own = paperPlanWords().faults as Record<string, string>
  if (path === 'phone') return sayFault({ code: 'phone' })
  return fault.code === 'too_long' ? sayFault(fault) : (own[path] ?? sayFault(fault))
}

function text(form: PaperForm, field: Texts, path: string = field) {
  return {
    value: form.fields.value[field],
    error: sayPaperFault(form, field, path),
    onInput: (typed: string) => form.set({ [field]: typed }, path),
    onBlur: () => form.fields.value[field] !== '' && form.leave(path),
  }
}

export function PaperWho({ form }: { form: PaperForm }) {
  const words = paperPlanWords()
  return (
    <div class="schedule-fields">
      <TextField label={words.phone} type="tel" inputMode="tel" {...text(form, 'phone')} />
      <TextField label={words.name} maxLength={80} {...text(form, 'name')} />
    </div>
  )
}

export function PaperTerms({ form, currency }: { form: PaperForm; currency: string }) {
  const words = paperPlanWords()
  const { termMonths, renewsByItself } = form.fields.value
  const symbol = formatMoney(0, currency, locale.value).replaceAll(/[\d.,\s]/g, '')
  return (
    <>
      <TextField label={words.plan} maxLength={32} {...text(form, 'plan')} />
      <TextField label={words.holds} hint={words.holdsHint} maxLength={60} {...text(form, 'holds')} />
      <div class="schedule-fields">
        <TextField label={words.price} inputMode="decimal" prefix={symbol} {...text(form, 'price', 'priceMinor')} />
        <SelectField
          label={words.term}
          value={termMonths}
          options={afterChoices('termMonths', termMonths).map((months) => ({
            value: String(months),
            label: afterWords().months(months),
          }))}
          onChange={(value) => form.set({ termMonths: value }, 'termMonths')}
        />
        <DateField label={words.startsOn} {...text(form, 'startsOn')} />
        <DateField label={words.endsOn} {...text(form, 'endsOn')} />
      </div>
      <Toggle
        label={words.renews}
        hint={renewsByItself ? words.renewsOn : words.renewsOff}
        isOn={renewsByItself}
        onChange={(isOn) => form.set({ renewsByItself: isOn }, 'agreedToRenewal')}
      />
    </>
  )
}

export function PaperProof({ form }: { form: PaperForm }) {
  const words = paperPlanWords()
  const { how, renewsByItself, agreedToRenewal, mayBeTexted } = form.fields.value
  return (
    <>
      <h3>{words.proof}</h3>
      <div class="schedule-fields">
        <SelectField
          label={words.how}
          value={how}
          options={HOW.map((value) => ({ value, label: words.ways[value] }))}
          onChange={(value) => form.set({ how: value }, 'agreedToRenewal')}
        />
        <DateField label={words.agreedOn} {...text(form, 'agreedOn')} />
      </div>
      <TextField
        label={words.wording}
        rows={4}
        maxLength={2_000}
        placeholder={words.wordingSample}
        {...text(form, 'wording')}
      />
      <TextField label={words.kept} hint={words.keptHint} maxLength={80} {...text(form, 'kept')} />
      {renewsByItself ? (
        <CheckField
          label={words.renewal}
          isChecked={agreedToRenewal}
          error={sayPaperFault(form, 'agreedToRenewal', 'agreedToRenewal')}
          onChange={(isChecked) => form.set({ agreedToRenewal: isChecked }, 'agreedToRenewal')}
        />
      ) : null}
      <div>
        <CheckField
          label={words.texts}
          isChecked={mayBeTexted}
          error={null}
          onChange={(isChecked) => form.set({ mayBeTexted: isChecked }, 'mayBeTexted')}
        />
        <p class="soft small">{words.textsHint}</p>
      </div>
    </>
  )
}
