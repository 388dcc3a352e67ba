/** What given settings must look like of which the Worker would take nonsense, or say no more than the name. */

type Form = { isUsable: (text: string) => boolean; advice: string; isSecret?: true }

const EMAIL = /^[^\s@,;:<>()"]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i
const A2P = ['no_number', 'brand_pending', 'campaign_pending', 'live', 'suspended']
const KEY_BYTES = 32

const FORMS: Readonly<Record<string, Form>> = {
  ADMIN_EMAILS: {
    isUsable: (text) => partsOf(text, /[\s,]+/).every((part) => EMAIL.test(part)) && /[^\s,]/.test(text),
    advice: 'it must be email addresses with commas between, such as dana@example.com,lee@example.com.',
  },
  EMAIL_FROM: {
    isUsable: (text) => EMAIL.test(/^[^<>]*<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim()),
    advice: 'it must be an email address, also with a name, such as Shoulder <hello@mail.example.com>.',
  },
  VAPID_SUBJECT: {
    isUsable: (text) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text),
    advice: 'it must be an address such as mailto:hello@mail.example.com.',
  },
  ALERT_SMS_FROM: {
    isUsable: (text) => /^\+[1-9]\d{6,14}$/.test(text),
    advice: 'it must be a phone number in E.164, such as +15125550190.',
  },
  ALERT_WEBHOOK_HOSTS: {
    isUsable: (text) => partsOf(text, /[\s,]+/).every((part) => HOST.test(part)) && /[^\s,]/.test(text),
    advice: 'it must be names of hosts with commas between, such as hooks.slack.com,chat.example.com.',
  },
  JOIN_A2P: { isUsable: (text) => A2P.includes(text), advice: `it must be one of ${A2P.join(', ')}.` },
  SANDBOX_MODELS: { isUsable: (text) => text === '0' || text === '1', advice: 'it must be 1 or 0.' },
  SEALING_KEY: {
    isUsable: (text) => {
      const keys = partsOf(text, /\s*,\s*/)
      return keys.length > 0 && keys.every((key) => Buffer.from(key, 'base64').length === KEY_BYTES)
    },
    advice: `it must be ${KEY_BYTES} bytes in base64, as openssl rand -base64 ${KEY_BYTES} makes them.`,
    isSecret: true,
  },
}

/** The first given setting of an impossible form, in words a person can act on; null where there is none. */
export function describeUnusable(given: Record<string, string | undefined>): string | null {
  for (const [name, { isUsable, advice, isSecret }] of Object.entries(FORMS)) {
    const text = given[name]
    if (!text || isUsable(text)) continue
    return isSecret ? `${name} cannot be used; ${advice}` : `${name} is "${text}"; ${advice}`
  }
  return null
}

function partsOf(text: string, between: RegExp): string[] {
  return text.trim().split(between).filter(Boolean)
}
