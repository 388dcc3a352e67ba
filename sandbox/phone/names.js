const NAMES = {
  ghl: 'GoHighLevel',
  web_push: 'Web Push',
  access: 'Sign-in',
  openai: 'OpenAI',
  'google-ads': 'Google Ads',
}
const DUTIES = {
  twilio: 'texts and calls',
  ghl: 'CRM',
  resend: 'e-mail',
  access: 'Cloudflare Access',
  web_push: 'notices of the board',
  slack: 'alerts of the fleet',
  'google-ads': 'advertising',
  openai: 'model',
  anthropic: 'model in reserve',
}

/** Bytes as people speak of them. */
export function describeSize(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A provider as people call it. */
export function nameProvider(word) {
  return NAMES[word] ?? word[0].toUpperCase() + word.slice(1)
}

/** With what it is for. */
export function describeProvider(word) {
  const duty = DUTIES[word]
  return duty ? `${nameProvider(word)} (${duty})` : nameProvider(word)
}
