/** A registration for texting that carriers would have nothing against. */
export function wholeRegistration(businessName: string, over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    brandType: 'low_volume_standard',
    useCase: 'customer_care',
    ein: '12-3456789',
    legalName: `${businessName} LLC`,
    legalAddress: '1 Example Way, Austin, TX 78701',
    website: 'https://larkspur.example.com',
    privacyUrl: 'https://larkspur.example.com/privacy',
    smsTermsUrl: 'https://larkspur.example.com/texts',
    optInDescription: 'Callers who are not answered hear a notice that a text follows and how to stop it.',
    sampleTexts: [
      `${businessName}: sorry we missed your call. How can we help? Reply STOP to opt out`,
      `${businessName}: a drain is usually $117-$291. Want a visit?`,
    ],
    helpPhone: '+15125550147',
    helpEmail: null,
    ...over,
  }
}
