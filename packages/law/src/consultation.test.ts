import { describe, expect, it } from 'vitest'
import { civilDate as d } from './civil.ts'
import { checkConsultation } from './consultation.ts'

const codes = (from: string, to: string, shorterReason?: string): string[] =>
  checkConsultation({ from: d(from), to: d(to), shorterReason }, d('2026-11-01')).map((r) => r.code)

describe('public consultation', () => {
  it('lasts 30 days, first and last day included', () => {
    expect(codes('2026-09-01', '2026-09-30')).toEqual([])
    expect(codes('2026-09-01', '2026-09-29')).toEqual(['consultation-short'])
  })
  it('may be shorter with a reason of its own', () => {
    expect(codes('2026-09-01', '2026-09-10', '防汛应急，需立即实施')).toEqual([])
    expect(codes('2026-09-01', '2026-09-10', ' 急 ')).toEqual(['consultation-short'])
    expect(codes('2026-09-01', '2026-09-10', '   急   ')).toEqual(['consultation-short'])
    expect(codes('2026-09-01', '2026-09-10', '防汛应急')).toEqual([])
  })
  it('must be over, and run forwards', () => {
    expect(codes('2026-10-20', '2026-11-20')).toEqual(['consultation-running'])
    expect(codes('2026-10-20', '2026-10-01')).toEqual(['consultation-reversed'])
    expect(codes('2026-10-20', '2026-10-20')).toEqual(['consultation-short'])
    expect(codes('2026-10-01', '2026-11-01')).toEqual([])
  })
})
