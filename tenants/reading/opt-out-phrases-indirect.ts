import { phrases } from './phrase.ts'

/** Wordings that ask for silence by naming its reason, its means or what will follow if it is not given. */
export const OPT_OUT_PHRASES_INDIRECT = phrases(`
  sue|suing ~3 if ~4 continue*|@touch|@texting|again|stop|another
  violation|violating ~3 telephone|federal|consumer|law|tcpa
  attorney general
  lawyer|attorney ~6 these|your|about ~1 texts|messages
  lawyer|attorney ~3 hearing|hear ~1 about|from
  one|1 more text|message ~1 from|and|like|]
  one|1 more of these|them
  next|another text|message ~3 lawyer|attorney|fcc|ftc|police|cops|report*|court
  next one goes to
  if|unless ~2 i|we get|receive|hear ~1 again|more|another ~1 @texts|from
  (any/all) further|future contact|communication|message|messages|text|texts|attempts
  get|getting|gets|got|being|be charged|billed for|per|by|every|each ~2 @texts
  i|we pay ~3 for|per|by ~1 every|each|the|these? @texts
  (rather not/prefer not/please not/like not) ~1 to ~1 be|get|receive|hear|getting|receiving
  not ~2 get|receive|getting|receiving ~1 these|those|them|this|any|yours ]
  can not ~1 be|keep|have getting|having|receiving|my ~3 these|those|@texts|dinging|buzzing
  phone ~2 going|dinging|buzzing|blowing|ringing ~2 off|nonstop|constantly|day|up
  way|how|where|what ~4 not|stop|quit|avoid|without ~1 get|receive|getting|receiving ~2 these|this|them|those|@texts|]
  how|where|way ~3 get|be me|us? off ~1 this|these|here|]
  take ~4 for you|u|yall|them|these ~2 to stop|quit
  make|have|get you|yall|them|these stop|quit|leave
  wont|not you|yall|they|these stop|quit ~2 @texting|]
  do|will|can you|yall|u ~1 ever stop|quit ]
  unenroll|unregister|deregister|unjoin me|us|my|this|from|please|]
  un enroll|register|list
  interested|number|person|fixed|thanks|already|thank remove|delete me|my|this|number|please|]
  number|person|interested|fixed|already @erase me|us
  [ please? remove|delete|erase|scrub please|now|thanks|]
  trash|ditch|dump|shred|discard|destroy|throw ~2 my|this|the ~1 number|contact|info|digits
  forget|lose ~1 you ~2 have|had|know ~1 this|my number
  [ beat it ]
  [ take a hike|walk
  [ give it ~1 rest|break ~1 ]
  knock|cut that|this|it off|out
  cut that|it|this out
  you|this|number|yall ~2 getting|being|be|get|consider blocked|reported
  consider ~1 yourself|yourselves|this blocked|reported
  (did/do/never/not/have) not|never ~2 opt|opted|agree|agreed|subscribe|enroll|enrolled|consent ~1 in|to|into|for|in ~1 this|these|that|it|any|anything ]
  never|not ~1 opted|enrolled|subscribed ~1 in|into|to|for
  i|we object ~1 to ~2 @message|contact|being|this|these
  do not ever|please|even|ever? write|respond|reply|text|message back
  do not ever|please? write|respond|reply to me|us
  get|getting|got ~1 too|so many of these|them|your
  done|over|through ~1 with ~1 these|your|the|all @fill* @texts
  over these @texts
  fed|had up|enough ~1 with|of ~2 @texts|you
  sick|tired|fed|done ~2 of|with ~1 getting|receiving ~2 these|@texts|]
  not|dont use|do|like|want texting|texts|sms
  i|we|she|he do|does not text|sms ]
  @message|texting not allowed|permitted|welcome|wanted|accepted|appreciated
  @texts|@texting @be ~1 not ~1 wanted|welcome|allowed|appreciated|accepted|permitted
  @texts|@texting @be ~2 unwanted|unwelcome|annoying|harassment
  (not/nor) welcome|wanted|allowed to? ~2 @touch|@texting
  respect my|our|the ~1 privacy|wishes|request|list|registry|boundaries
  lines|line|phone|cell|number ~3 not ~2 for|accept|receive|take|get ~1 @message|texting
  @texting @be not for|my|allowed
  only|just take|accept|do|answer ~1 calls
  call|phone|calls only no|not|do|never
  [ no more ]
  [ no more please|thanks|thank|stop|from|of ~1 you|these|this|your|them|]
  [ no ~2 solicit*|notifications|alerts|marketing|promos|promotions|spam ]
  [ exit|quit ~1 list|group|chat|thread|program
  ^ leave list|group|chat
  ^ no phone $
  @can you not ]
  [ exit ]
  [ un follow|friend ]
  [ unfollow|unfriend
  [ @ask* end|terminate|suspend|deactivate|disable|discontinue ~1 @fill* @texts|communication|contact|subscription|enrollment
  cancel|terminate ~2 enrollment|membership|notifications|alerts ~2 texts|text|messages|notifications|alerts
  done here ~4 text|message|contact
  take|get ~1 number ~1 out|off ~1 of|from|your
  out|off of my|our phone|inbox|life|messages
  go away and|from
  number|phone|line|cell ~6 take|remove|delete|drop it|this ~1 off|out|]
  [ @ask* (do not/never) use ~1 it|this|my ~1 number|again|phone|info
  but|so|and|number do not use ~1 it|this|my ~1 number|again|phone
  tcpa
  stop|quit|cease asking|reminding|checking|following|reaching|insisting|replying|responding|persisting
  stop|quit trying|attempting to ~1 contact|reach|text|call|message|get|sell
  (do not/no need to/not to/never) ~1 follow|check|following|checking ~1 up|in ~2 again|anymore|me|us|please|with|]
  no follow|followup|followups up|ups? please|]
  make|let|making this ~3 last ~1 text|message|one
  want off|out ]
  [ no more|further|additional updates|ads|marketing|emails|contact|correspondence|solicit*
  not ~1 get|receive|be|getting|receiving ~2 more|further|additional ~1 @texts|contact
  (too much/so much) ~1 texting|messaging
  request|requesting|requested|process|want|need|demand ~1 my|for|immediate|to|be? removal
  [ my? removal request*|please|from|]
  unsubscri*
  (done/finished/through) ~1 talking|chatting|texting|speaking
  (do not/never) ever|please? speak|talk|engage|communicate|interact|correspond ~1 to|with me|us
  not ~2 want|wish|like|care|asked|agree to? ~1 be|being on|in ~1 your|any|the|this|a|some ~1 @list
  [ @ask* spammer|scammer|spammers|scammers ]
  [ zip|can it ]
  [ @ask* hush|shush ]
  if you|yall|they|i ~1 text|texting|contact|message|bother|get ~2 me|us|text? again ~2 ]
  [ @ask* do not ever|please|even? reply|respond @ask* ]
  (my|this) ~1 number ~1 is ~2 do not ~1 call|contact|text
  do not ~1 want|wish|need|care to ~1 get|receive|see|hear these|those|them|this anymore|again|]
  let us end|stop ~1 texting|messaging|texts|this
  end the|this|these ~1 texting|messaging|@texts
  (do not/never/not) ever|be? hit|hitting|hmu|blow|blowing|ring|ringing ~1 me|us|my ~2 up|line|phone|back|again|more|anymore
  do not|never ~1 text|message|sms her|him|them|my
`)
