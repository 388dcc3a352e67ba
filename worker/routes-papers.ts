import type { IRequestStrict } from 'itty-router'
import type { Router } from 'itty-router/Router'
import { forFleet } from './access/sign-in.ts'
import { judgePaper, readOwnPapers, readPapersOf, savePapers, showNotice, withdrawPapers } from './api/kyc.ts'
import { readDocument, uploadDocument } from './api/kyc-documents.ts'
import type { Context } from './context.ts'

type Routes = ReturnType<typeof Router<IRequestStrict, [Context]>>

/** A reseller keeps their own papers, and an admin looks them over. */
export function addPaperRoutes(routes: Routes): void {
  routes
    .get('/api/v1/resellers/me/kyc', forFleet('keep_own_papers', readOwnPapers))
    .put('/api/v1/resellers/me/kyc', forFleet('keep_own_papers', savePapers))
    .delete('/api/v1/resellers/me/kyc', forFleet('keep_own_papers', withdrawPapers))
    .get('/api/v1/resellers/me/kyc/notice', forFleet('keep_own_papers', showNotice))
    .put('/api/v1/resellers/me/kyc/documents/:kind', forFleet('keep_own_papers', uploadDocument))
    .get('/api/v1/resellers/:email/kyc', forFleet('review_papers', readPapersOf))
    .get('/api/v1/resellers/:email/kyc/documents/:kind', forFleet('review_papers', readDocument))
    .patch('/api/v1/resellers/:email/kyc/documents/:kind', forFleet('review_papers', judgePaper))
}
