import { AdsChoice, AdsConnectionView, AdsPatch, AdsQuery, AdsView, CampaignPatch } from '../../tenants/contract/ads.ts'
import type { Descriptions } from './description.ts'

/** Advertising at Google. */
export const ADS: Descriptions = {
  'GET /api/v1/connect/google-ads': {
    summary: 'Off to Google’s page, where somebody gives leave to read and change their advertising.',
    status: 302,
  },
  'GET /api/v1/tenants/:id/ads/account': {
    summary: 'How the advertising account is connected, and which could be chosen.',
    answer: AdsConnectionView,
  },
  'PUT /api/v1/tenants/:id/ads/account': {
    summary: 'Takes one of the accounts that the Google login reaches; 409 where it is another business’s.',
    body: AdsChoice,
    answer: AdsView,
  },
  'DELETE /api/v1/tenants/:id/ads/account': {
    summary: 'Gives the leave back to Google and forgets it.',
    answer: AdsView,
  },
  'GET /api/v1/tenants/:id/ads': {
    summary: 'What advertising costs and brings, its bounds, and what was changed in it and why.',
    query: AdsQuery,
    answer: AdsView,
  },
  'PATCH /api/v1/tenants/:id/ads': {
    summary: 'Sets the bounds no agent goes beyond, or stops every change; 412 for bounds of an older version.',
    body: AdsPatch,
    answer: AdsView,
  },
  'POST /api/v1/tenants/:id/ads/campaigns/:campaignId': {
    summary: 'Has a campaign paused or started, or its daily budget set. What became of it stands among the changes.',
    body: CampaignPatch,
    answer: AdsView,
  },
  'POST /api/v1/tenants/:id/ads/changes/:changeId/undo': {
    summary: 'Has a change that a person ordered taken back; 409 where that cannot be done.',
    answer: AdsView,
  },
}
