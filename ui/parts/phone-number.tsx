import { formatPhone } from '../format.ts'

export function PhoneNumber({ phone, isCallable = false }: { phone: string; isCallable?: boolean }) {
  const text = formatPhone(phone)
  if (!isCallable) return <span class="figures">{text}</span>
  return (
    <a class="figures" href={`tel:${phone}`}>
      {text}
    </a>
  )
}
