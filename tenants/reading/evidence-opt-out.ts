import type { EvidenceTable } from './evidence-table.ts'

/**
 * Wordings that lean towards an opt-out without settling it, weighed against the other intents. A text that has none of
 * them is never an opt-out, however much it resembles one.
 */
export const OPT_OUT_HINTS: EvidenceTable = {
  9: `
    stop
  `,
  3.5: `
    stops|stopped texting|messaging|calling
    unsubscribe*
    (no/not/never/dont/nobody/without/nunca/less/fewer) ~3 @message|@texting|@touched|dm|dms
    (no/not/never) ~1 text|message|send|contact|dm ~2 me|us|more|again|message|text|this|here
    @message|@texting|@touched ~3 (no/not/never/anymore) ~1 more|want|need|please
    remove|delete|erase|removed|deleted ]
    @erase ~3 number|list|contact|phone|information
    too many|much ~1 @message
    annoying|annoyed|bothering|bothersome|spam|spamming|pestering|intrusive|invasive|harass*|blocked|reported
    permission|consent|privacy|lawyer|illegal|solicitation|solicitations|soliciting|unsolicited|unwanted
    alone
    (no/ya/no me/no nos/nunca/jamas) ~3 mensaj*|textos|texteen|escrib*|manden|mande|mandes|envien|envie
    (no/ya/no me/no nos/nunca/jamas) ~3 contacten|molesten|moleste|molestes|texto
    dej*|par* ~2 mensaj*|texto*|escrib*|mandar*|enviar*|molest*|text*
    paz|molest*|fregar|chingar|joder
    leave me|us
    shut up
    hell|fuck|fucking|damn|wtf|bitch|asshole|bullshit|<finger>|<angry>
    you are blocked
    no mas|more @texts|please|from|of|]
  `,
  1: `
    text|texts|message|messages|sms|texting|messaging|mensaje|mensajes|textos|texto|spam|reminders|alerts|notifications
    @message ~2 me|us|this
    my|this|our phone|number|cell|line|inbox
    list|lists|database|lista|suscripcion|subscription
    quit|halt|cease|discontinue|enough|basta|alto|parar|paren|parale|baja|remove|delete|mute|exit|block|report|lawyer|attorney|sue|legal
    not me
  `,
}
