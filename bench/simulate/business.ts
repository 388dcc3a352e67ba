import * as v from 'valibot'
import type { Outcome } from '../../tenants/contract.ts'
import { AfterJobPatch } from '../../tenants/contract/after-job.ts'
import { RegistrationPatch } from '../../tenants/contract/registration.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'

/** What a business sets once it has joined: everything that it may do after a job is on. */

const AFTER_JOB = {
  review: {
    ...{ isOn: true, url: 'https://reviews.example.com/larkspur', afterHours: 3, everyMonths: 1 },
    offersFeedback: true,
  },
  amc: {
    ...{ isOn: true, afterDays: 7 },
    // Short, so that a year sees it renewed.
    plans: [
      {
        ...{ id: 'comfort', name: 'Comfort', priceMinor: 4_900, termMonths: 3, holds: '1 visit' },
        renewsByItself: true,
      },
    ],
  },
  reengage: { isOn: true, months: 6, perDay: 3 },
}

const REGISTRATION = {
  ...{ brandType: 'low_volume_standard', useCase: 'low_volume_mixed', ein: '12-3456789' },
  ...{ legalName: 'Larkspur Plumbing LLC', legalAddress: '1 Example Way, Austin, TX 78701' },
  website: 'https://larkspur.example.com',
  privacyUrl: 'https://larkspur.example.com/privacy',
  smsTermsUrl: 'https://larkspur.example.com/texts',
  optInDescription: 'Callers who are not answered hear a notice that a text follows and how to stop it.',
  sampleTexts: [
    'Larkspur Plumbing: sorry we missed your call. How can we help? Reply STOP to opt out',
    'Larkspur Plumbing: a drain is usually $117-$291. Want a visit?',
  ],
  helpPhone: '+15125550147',
  helpEmail: null,
}

export const SUPPLIER = '+15125550197'

export async function settle(tenant: TenantObject): Promise<void> {
  done(await tenant.changeRegistration(v.parse(RegistrationPatch, REGISTRATION)))
  done(await tenant.submitRegistration())
  for (const kind of ['brand_approved', 'campaign_approved'] as const)
    done(await tenant.judgeRegistration({ kind, reason: null }))
  const { version } = done(await tenant.readAfterJob())
  done(await tenant.changeAfterJob(v.parse(AfterJobPatch, { ...AFTER_JOB, version })))
  done(await tenant.addKnownPerson({ phone: SUPPLIER, relation: 'supplier', name: 'Pipes Wholesale' }))
}

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`A setting was refused: ${JSON.stringify(outcome.error)}`)
  return outcome.value
}
