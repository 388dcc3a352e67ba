import type { RegistrationFields } from '../contract/registration.ts'

type Issue = { path: string; message: string }

const SAMPLE_TEXTS_MIN = 2
const SAMPLE_CHARS_MIN = 20
const OPT_IN_CHARS_MIN = 40
/** Hosts that no reviewer of a carrier can open. */
const UNREACHABLE_HOST = /^(localhost|.*\.(local|internal|test|invalid)|\d{1,3}(\.\d{1,3}){3}|\[.*)$/i

/**
 * What the carriers would send back, each fault with its field. `businessName` must stand in what customers read, since
 * reviewers compare samples, site and name.
 */
export function findIssues(fields: RegistrationFields, hasEin: boolean, businessName: string): Issue[] {
  const { brandType, legalName, legalAddress, website, privacyUrl, smsTermsUrl } = fields
  return [
    ...findEinIssues(brandType, hasEin),
    ...need('legalName', legalName, 'the name as it stands on the tax office’s letter (CP 575)'),
    ...need('legalAddress', legalAddress, 'the address as it stands on the tax office’s letter'),
    ...needUrl('website', website),
    ...needUrl('privacyUrl', privacyUrl),
    ...needUrl('smsTermsUrl', smsTermsUrl),
    ...findOptInIssues(fields.optInDescription),
    ...findSampleIssues(fields.sampleTexts, businessName),
    ...(hasHelpContact(fields) ? [] : [{ path: 'helpPhone', message: 'a phone number or an e-mail for HELP' }]),
  ]
}

export function hasHelpContact({ helpPhone, helpEmail }: RegistrationFields): boolean {
  return helpPhone !== null || helpEmail !== null
}

function findEinIssues(brandType: RegistrationFields['brandType'], hasEin: boolean): Issue[] {
  if (brandType === 'sole_proprietor') {
    return hasEin ? [{ path: 'ein', message: 'none: a business with an EIN registers as low-volume or standard' }] : []
  }
  return hasEin ? [] : [{ path: 'ein', message: 'missing' }]
}

function findOptInIssues(description: string): Issue[] {
  if (description === '') return [{ path: 'optInDescription', message: 'missing' }]
  if (description.length >= OPT_IN_CHARS_MIN) return []
  return [{ path: 'optInDescription', message: 'a sentence or two: how a customer comes to get texts' }]
}

function findSampleIssues(texts: readonly string[], businessName: string): Issue[] {
  if (texts.length < SAMPLE_TEXTS_MIN) {
    return [{ path: 'sampleTexts', message: `at least ${SAMPLE_TEXTS_MIN} texts as customers would get them` }]
  }
  const name = businessName.toLowerCase()
  const issues = texts.flatMap((text, index) => {
    const path = `sampleTexts.${index}`
    if (text.length < SAMPLE_CHARS_MIN) return [{ path, message: 'a whole text, as a customer would get it' }]
    return text.toLowerCase().includes(name) ? [] : [{ path, message: `must name ${businessName}` }]
  })
  const saysStop = texts.some((text) => /\bstop\b/i.test(text))
  return saysStop ? issues : [...issues, { path: 'sampleTexts.0', message: 'one of the texts must say "Reply STOP"' }]
}

function need(path: string, value: string, message: string): Issue[] {
  return value === '' ? [{ path, message }] : []
}

function needUrl(path: string, value: string): Issue[] {
  if (value === '') return [{ path, message: 'missing' }]
  return isPublicUrl(value) ? [] : [{ path, message: 'an address that starts with https:// and anybody can open' }]
}

function isPublicUrl(text: string): boolean {
  try {
    const { protocol, hostname, username } = new URL(text)
    return protocol === 'https:' && username === '' && hostname.includes('.') && !UNREACHABLE_HOST.test(hostname)
  } catch {
    return false
  }
}
