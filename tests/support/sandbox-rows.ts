/** What the sandbox's control API tells of texts and e-mails, as far as stories look. */

export type SandboxText = {
  sid: string
  to: string
  from: string
  body: string
  status: string
  errorCode: number | null
  statusCallback: string | null
}
export type SandboxEmail = {
  id: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}
