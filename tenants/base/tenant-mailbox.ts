/**
 * The address that letters come from is shared by all businesses, so it carries whose letter it is behind a plus sign:
 * what is written to it finds its business (RFC 5233).
 */

const ADDRESS = /^([^@\s<>]+)@([^@\s<>]+)$/
const TAG = /\+([0-9a-z]{24})@/

/** `hello@mail.example.com` of `ten_01k…` is `hello+01k…@mail.example.com`. */
export function tenantMailbox(address: string, tenantId: string): string {
  return address.replace(ADDRESS, `$1+${tenantId.slice('ten_'.length)}@$2`)
}

export function readTenantMailbox(address: string): string | null {
  const tag = TAG.exec(address.toLowerCase())?.[1]
  return tag === undefined ? null : `ten_${tag}`
}
