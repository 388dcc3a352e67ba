/** The one business of a simulated life. */
export const TENANT_ID = 'ten_0123456789abcdefghjkmnpq'

export const PROFILE = {
  businessName: 'Larkspur Plumbing',
  ownerName: 'Dana Fields',
  email: 'dana@example.com',
  primaryPhone: '+15125550199',
  timeZone: 'America/Chicago',
  serviceArea: 'Austin, TX',
  serviceTypes: ['plumbing'],
  postalAddress: '1 Example Way, Austin, TX 78701',
  smsNumber: '+15125550198',
  ghlLocationId: 'locSimulated',
  a2p: 'no_number',
  priceBook: [
    { service: 'Water heater repair', from: 17_900, to: 46_300, keywords: ['water heater', 'hot water', 'calentador'] },
    { service: 'Drain clearing', from: 11_700, to: 29_100, keywords: ['drain', 'clog'] },
  ],
}
