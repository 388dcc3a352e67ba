/** Where numbers of an area code were first handed out, as Twilio tells it of every number. */
const PLACES: Record<string, { city: string; state: string; zip: string }> = {
  '206': { city: 'SEATTLE', state: 'WA', zip: '98101' },
  '212': { city: 'NEW YORK', state: 'NY', zip: '10001' },
  '213': { city: 'LOS ANGELES', state: 'CA', zip: '90012' },
  '214': { city: 'DALLAS', state: 'TX', zip: '75201' },
  '303': { city: 'DENVER', state: 'CO', zip: '80202' },
  '305': { city: 'MIAMI', state: 'FL', zip: '33130' },
  '312': { city: 'CHICAGO', state: 'IL', zip: '60602' },
  '404': { city: 'ATLANTA', state: 'GA', zip: '30303' },
  '405': { city: 'OKLAHOMA CITY', state: 'OK', zip: '73102' },
  '512': { city: 'AUSTIN', state: 'TX', zip: '78701' },
  '602': { city: 'PHOENIX', state: 'AZ', zip: '85003' },
  '617': { city: 'BOSTON', state: 'MA', zip: '02108' },
  '702': { city: 'LAS VEGAS', state: 'NV', zip: '89101' },
  '737': { city: 'AUSTIN', state: 'TX', zip: '78701' },
  '808': { city: 'HONOLULU', state: 'HI', zip: '96813' },
}

/** Where an area code lies; undefined for one the sandbox does not know. */
export function placeOf(areaCode: string): { city: string; state: string; zip: string } | undefined {
  return PLACES[areaCode]
}

/** `FromCity` and its fellows; empty for a place unknown, as Twilio sends them. */
export function describePlace(side: 'From' | 'To', phone: string): Record<string, string> {
  const areaCode = /^\+1(\d{3})/.exec(phone)?.[1] ?? ''
  const { city, state, zip } = PLACES[areaCode] ?? { city: '', state: '', zip: '' }
  return {
    [`${side}City`]: city,
    [`${side}State`]: state,
    [`${side}Zip`]: zip,
    [`${side}Country`]: areaCode === '' ? '' : 'US',
  }
}
