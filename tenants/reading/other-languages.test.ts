import { describe, expect, test } from 'vitest'
import { readReply } from './read-reply.ts'

describe('an opt-out in another language', () => {
  test.each([
    '退订',
    '退訂。',
    '请退订',
    '退订，谢谢',
    '停止',
    '停',
    '停止发送短信',
    '取消订阅',
    '配信停止',
    'стоп',
    'СТОП!',
    'стоп пожалуйста',
    'Стоп, не пишите мне больше',
    'відписатися',
    'lütfen dur',
    'dur',
    'DUR!',
    'İPTAL',
    'dur artık mesaj atma',
    'arrêt',
    'arrêt s’il vous plaît',
    'arrêtez',
    'ARRETEZ svp',
    'stopp',
    'stopp bitte',
    'parar',
    'pare',
    'unsub',
    'Unsub please',
    'توقف',
    'إلغاء الاشتراك',
    'עצור',
    'रोकें',
    'बंद करो',
    'στοπ',
    '그만',
    '수신거부',
    'หยุด',
    'dừng',
    'sispann tanpri',
    'с\u200bтоп',
  ])('is one: %s', (text) => {
    expect(readReply(text).label).toBe('opt_out')
  })

  test.each(['🚫', '⛔', '⛔️', '🛑', '🛑🛑🛑', ' 🚫 !'])('is one in a sign alone: %s', (text) => {
    expect(readReply(text).label).toBe('opt_out')
  })

  test.each([
    '停水了，请快来',
    '停止工作了',
    'стоп-кран течёт',
    'остановите воду, пожалуйста',
    'توقف المكيف عن العمل',
    'stopp by tomorrow at 9',
    'pare at 9 works?',
    'Mr Pare is here',
    'the dur valve',
    'unsub undo',
    '⛔ the drain is blocked',
    '✋',
    '👋',
  ])('is not made of a word within other matters: %s', (text) => {
    expect(readReply(text).label).not.toBe('opt_out')
  })

  test('does not hide a danger told along with it', () => {
    expect(readReply('стоп. I smell gas')).toMatchObject({ label: 'opt_out', emergency: 'gas' })
  })
})
