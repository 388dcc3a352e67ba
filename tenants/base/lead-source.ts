/** Where somebody asked without calling: on the business's own site, or in a form below an advertisement. */
export type LeadSource = 'web' | 'google_ads'
