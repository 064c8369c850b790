import { bodyFromText, bodyToText } from '@tongming/typeset';
import { describe, expect, it } from 'vitest';
import { liftFrame } from './lift.ts';

const lift = (...lines: string[]) => liftFrame(bodyFromText(lines.join('\n')));

describe('liftFrame', () => {
  it('takes the frame of a notice apart and centres the title of its annex', () => {
    const { body, fields } = lift(
      '通政公字（2020）1号', '各旗县市区政务公开工作领导小组、开发区政务公开工作领导小组，市政府各委办局：', '现将《要点》印发给你们，请结合实际，认真贯彻落实。',
      '2020年6月17日', '（此件公开发布）', '通辽市2020年政务公开工作要点', '2020年是收官之年。', '一、提高水平');
    expect(fields).toEqual({
      documentNumber: '通政公字（2020）1号', addressees: ['各旗县市区政务公开工作领导小组、开发区政务公开工作领导小组', '市政府各委办局'],
      dateMade: '2020-06-17', note: '此件公开发布',
    });
    expect(bodyToText(body)).toBe('现将《要点》印发给你们，请结合实际，认真贯彻落实。\n通辽市2020年政务公开工作要点\n2020年是收官之年。\n一、提高水平');
    expect(body.content[1]).toMatchObject({ attrs: { textAlign: 'center' } });
  });

  it('leaves text alone that only looks like a frame', () => {
    const lines = ['现就有关事项通知如下：', '（一）主动公开', '会议认为：要公开。', '（以下简称办法）', '二〇二〇年六月'];
    const { body, fields } = lift(...lines);
    expect(fields).toEqual({ documentNumber: null, addressees: [], dateMade: null, note: null });
    expect(bodyToText(body)).toBe(lines.join('\n'));
  });

  it('takes no impossible date', () => expect(lift('甲', '2020年13月40日').fields.dateMade).toBeNull());
});
