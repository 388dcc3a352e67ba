import { listZones, nameZone } from '../models/zones.ts'
import { locale } from '../words/language.ts'
import { SelectField } from './select-field.tsx'

type ZoneFieldProps = {
  label: string
  value: string
  own: string
  hint?: string
  error: string | null
  isDisabled?: boolean
  onChange: (zone: string) => void
}

/** The usual zones first, then the rest of America. */
export function ZoneField({ value, own, ...props }: ZoneFieldProps) {
  const { usual, others } = listZones(own, value)
  const options = [...usual, ...others].map((zone) => ({ value: zone, label: nameZone(zone, locale.value) }))
  return <SelectField value={value} options={options} {...props} />
}
