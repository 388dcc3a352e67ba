import { message, text, type ReportField } from './report-fields.ts'
import { nameOf } from './report-row.ts'

export const FORM_FIELDS: Record<string, ReportField> = {
  'lead_form_submission_data.resource_name': text(
    ({ owner, form }) => form && `customers/${owner.id}/leadFormSubmissionData/${form.id}`,
  ),
  'lead_form_submission_data.id': text(({ form }) => form?.id),
  'lead_form_submission_data.gclid': text(({ form }) => form?.gclid),
  'lead_form_submission_data.submission_date_time': text(({ form }) => form?.at),
  'lead_form_submission_data.lead_form_submission_fields': message(({ form }) => filled(form?.fields)),
  'lead_form_submission_data.custom_lead_form_submission_fields': message(({ form }) => filled(form?.ownFields)),
  'lead_form_submission_data.campaign': text(({ owner, form }) => form && nameOf.campaign(owner, form.campaignRef)),
  'lead_form_submission_data.ad_group': text(({ owner, form }) => form && nameOf.adGroup(owner, form.adGroupRef)),
  'lead_form_submission_data.ad_group_ad': text(
    ({ owner, form }) => form?.adRef && nameOf.adGroupAd(owner, form.adRef),
  ),
  'lead_form_submission_data.asset': text(({ owner }) => `customers/${owner.id}/assets/40000000000`),
}

/** An empty list is left out, as everything is that is not set. */
function filled<T>(rows: T[] | undefined): T[] | undefined {
  return rows?.length ? rows : undefined
}
