import * as v from 'valibot'

/** A domain as people write it, without anything around it; `mail.example.com` rather than an address. */
export const EmailDomainChange = v.strictObject({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.toLowerCase(),
    v.maxLength(253),
    v.regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      'a domain of yours, such as example.com',
    ),
  ),
})
export type EmailDomainChange = v.InferOutput<typeof EmailDomainChange>

/** One line to enter where the domain's DNS is kept. */
export type DnsRecord = {
  record: string
  name: string
  type: 'MX' | 'TXT' | 'CNAME' | 'CAA'
  value: string
  status: string
  priority: number | null
}

/**
 * `name` is null while the business sends from the shared domain, which carries answers about a job and nothing that
 * sells. `complaints` and `sent` count the last 30 days.
 */
export type EmailDomainView = {
  name: string | null
  status: 'none' | 'pending' | 'verified' | 'failed'
  records: DnsRecord[]
  checkedAt: number | null
  sender: string
  sent: number
  complaints: number
  isPaused: boolean
}
