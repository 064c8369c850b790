// Pages written for these tests, each with a habit of real portals.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeDate } from './guess-dates.ts';
import { emptyPage, pageOfPrint } from './guess-page.ts';
import { guess } from './guess.ts';
import { readPage } from './html.ts';

const text = ['各旗县市区人民政府，市政府各部门：', '为做好今年的防汛工作，现将有关事项通知如下。', '一、落实责任', '各地要落实防汛责任，保证人员到位。', '通辽市人民政府办公室', '2020年5月6日'];
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>　　${line}</p>`).join('');
const of = (html: string) => guess(readPage(Buffer.from(html)), { fileName: 't20200507_1.html' });
const values = (made: ReturnType<typeof guess>) => {
  const { title, documentNumber, issuer, dateMade } = made.fields;
  return [title.value, documentNumber.value, issuer.value, dateMade.value];
};
const expected = ['关于做好防汛工作的通知', '通政办发〔2020〕1号', '通辽市人民政府办公室', '2020-05-06'];

describe('pages', () => {
  it('tags and text, furniture cut off; the site is not the issuer, the day on the site not the day of making', () => {
    const made = of(`<html><head><meta charset="utf-8"><title>关于做好防汛工作的通知_某某政府网</title><meta name="SiteName" content="某某政府网"><meta name="ArticleTitle" content="关于做好防汛工作的通知">
<meta name="PubDate" content="2021-01-01 10:00"><meta name="ContentSource" content="市大数据中心"></head><body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">要闻</a></li></ul><div class="crumbs">当前位置：首页 &gt; 文件</div>
<h1>关于做好防汛工作的通知</h1><div class="info">来源：市大数据中心 发布时间：2021-01-01 浏览次数：12</div><p align="center">通政办发（2020）1号</p><div class="TRS_Editor">${paragraphs(text)}</div>
<div>附件：<a href="P020.docx">分工表.docx</a></div><div class="share">分享到：微信</div><div class="related"><a href="1">关于公布〔2019〕9号文件的通知</a></div><div class="footer"><p>主办单位：某某 网站标识码：1505000001</p></div></body></html>`);
    expect(values(made)).toEqual(expected);
    expect(Object.values(made.fields).slice(0, 4).map((f) => f.confidence)).toEqual(['sure', 'sure', 'sure', 'sure']);
    expect(made.fields.datePublished.value).toBe('2021-01-01');
    expect(made.addressees).toBe('各旗县市区人民政府，市政府各部门');
    expect(made.body).toBe(text.join('\n'));
    expect(made.attachments).toEqual([{ href: 'P020.docx', text: '分工表.docx' }]);
  });

  it('the head table, labels spaced out, empty ones left empty', () => {
    const made = of(`<table><tr><td>索 引 号：</td><td>01/2020-1</td><td>发文机关：</td><td>通辽市人民政府办公室</td></tr><tr><td>标　　题：</td><td colspan=3>关于做好防汛工作的通知</td></tr>
<tr><td>发文字号：</td><td>通政办发〔2020〕1号</td><td>成文日期：</td><td>2020年05月06日</td></tr><tr><td>主 题 词：</td><td></td><td>有 效 性：</td><td>有效</td></tr></table><div id="UCAP-CONTENT">${paragraphs(text.slice(0, 4))}</div>`);
    expect(values(made)).toEqual(expected);
    expect(made.fields.keywords.value).toBeNull();
    expect(made.fields.status.value).toBe('有效');
    expect(made.body).toBe(text.slice(0, 4).join('\n'));
  });

  it('tables in tables without a name, a title cut off elsewhere, text parted by breaks', () => {
    const made = of(`<title>某某网</title><meta name="ArticleTitle" content="关于做好防汛..."><table><tr><td><a href=/>首页</a> <a href=/a>文件</a></td></tr><tr><td><table><tr><td align=center><font size=5><b>关于做好防汛工作的通知</b></font></td></tr>
<tr><td><font>发布时间：2020-5-8　点击数：3</font></td></tr><tr><td><center>（通政办发〔2020〕1号）</center>${text.map((line) => `　　${line}`).join('<br>')}</td></tr><tr><td>【打印本页】【关闭窗口】</td></tr></table></td></tr></table>`);
    expect(values(made)).toEqual(expected);
    expect(made.body).toBe(text.join('\n'));
  });

  it('the head as JSON in a script', () => {
    const made = of(`<script>var head = {"发文机构":"通辽市人民政府办公室","文号":"通政办发〔2020〕1号","成文日期":"2020-05-06"}</script><main><h1>关于做好防汛工作的通知</h1><article>${paragraphs(text.slice(0, 4))}</article></main>`);
    expect(values(made)).toEqual(expected);
  });

  it('GB18030 said and unsaid, and a page with a few broken characters', () => {
    const gb = Uint8Array.from([...Buffer.from('<meta charset=gb2312><title>x</title><h1>'), 0xcd, 0xa8, 0xd6, 0xaa, 0xc4, 0xda, 0xc8, 0xdd, ...Buffer.from('</h1>')]);
    expect(guess(readPage(gb)).fields.title.value).toBe('通知内容');
    const broken = Buffer.concat([Buffer.from(`<meta charset="utf-8"><h1>关于做好防汛工作的通知</h1><div>${paragraphs(Array.from({ length: 20 }, () => text).flat())}`), Buffer.from([0xe9, 0x80])]);
    const made = guess(readPage(broken));
    expect(made.damaged).toBe(true);
    expect(made.fields.title.value).toBe('关于做好防汛工作的通知');
  });

  it('two sources that contradict one another are not sure', () => {
    const made = of(`<table><tr><td>成文日期：</td><td>2020年5月7日</td><td>发文字号：</td><td>通政办发〔2020〕2号</td></tr></table><h1>关于做好防汛工作的通知</h1><p align=center>通政办发〔2020〕1号</p><div id=zoom>${paragraphs(text)}</div>`);
    expect(made.fields.dateMade).toMatchObject({ confidence: 'unsure' });
    expect([made.fields.dateMade.value, made.fields.dateMade.other].toSorted()).toEqual(['2020-05-06', '2020-05-07']);
    expect(made.fields.documentNumber.confidence).toBe('unsure');
  });
});

describe('printed documents', () => {
  const printed = (lines: string) => guess({ ...emptyPage, lines: pageOfPrint(lines) });

  it('red head, number beside the signer, title over two lines, lines broken at the edge, 版记', () => {
    const made = printed(['000012', '特急', '通辽市发展和改革委员会 通辽市财政局文件', '通发改〔2021〕33号　　　　签发人：王某', '通辽市发展和改革委员会 通辽市财政局', '关于下达2021年投资计划的通知', '各旗县市区发展和改革委员会、财政局：',
      '　　根据上级有关文件要求，经研究，现将二〇二一年投资计划下达你', '们，请遵照执行。各地要切实加强项目管理，严格执行基本建设程序规', '定，按期完成建设任务。', '— 1 —', '通辽市发展和改革委员会　　通辽市财政局', '二〇二一年三月十日', '（此件公开发布）', '抄送：市委办公室。', '通辽市发展和改革委员会办公室　　2021年3月11日印发'].join('\n'));
    expect(values(made)).toEqual(['通辽市发展和改革委员会通辽市财政局关于下达2021年投资计划的通知', '通发改〔2021〕33号', '通辽市发展和改革委员会、通辽市财政局', '2021-03-10']);
    expect(made.body).toContain('请遵照执行。各地要切实加强项目管理，严格执行基本建设程序规定，按期完成建设任务。');
    expect(made.body).not.toContain('— 1 —');
  });

  it('an order: number under its name, day from the remark, numbers that are only cited left alone', () => {
    const made = printed('通辽市人民政府令\n第 5 号\n通辽市城市供热管理办法\n（2019年3月1日公布，自2019年5月1日起施行）\n第一条 根据《国务院关于供热的通知》（国发〔2003〕1号），制定本办法。\n第二条 本办法自2019年5月1日起施行。\n');
    expect(values(made)).toEqual(['通辽市城市供热管理办法', '通辽市人民政府令第5号', '通辽市人民政府', '2019-03-01']);
  });

  it('a regulation of a congress, changed since: both days named, none of them sure', () => {
    const made = printed('某某市养犬管理条例\n2005年1月2日 某某市第十届人民代表大会常务委员会第三次会议通过\n2018年6月7日 某某市第十三届人民代表大会常务委员会第二次会议修正\n第一条 为了规范养犬，制定本条例。');
    expect(values(made)).toEqual(['某某市养犬管理条例', null, '某某市人民代表大会常务委员会', '2018-06-07']);
    expect(made.fields.dateMade.confidence).toBe('unsure');
  });

  it('says nothing of a text that says nothing', () => {
    const made = printed('今天天气很好，我们去公园散步，看见很多花，大家都很高兴。');
    expect(values(made)).toEqual([null, null, null, null]);
    expect(made.body).not.toBe('');
  });
});

describe('whatever comes', () => {
  it('dates with the letter O, in full width, not beyond the calendar', () => {
    expect(['二OO四年十二月十七日', '２０２０年 ５月 ６日', '（二○一九年一月一日）', '2020-5-6'].map(wholeDate)).toEqual(['2004-12-17', '2020-05-06', '2019-01-01', '2020-05-06']);
    expect(['2020年2月30日', '二〇二〇年', '于2020年5月6日施行'].map(wholeDate)).toEqual([null, null, null]);
  });

  it('never throws on tag soup, and keeps to what is there', () => {
    const pieces = fc.constantFrom('<div class="nav">', '</div>', '<table>', '<tr><td>', '发文字号：', '通政发〔2020〕1号', '<p align=center>', '关于某事的通知', '<script>', '</script>', '<!--', '2020年5月6日', '<br>', '</table></table>', '<a href="x.pdf">', '&#0;', '\u0001');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
      const html = list.join('');
      const made = guess(readPage(Buffer.from(html)));
      return made.body.split('\n').every((line) => line.length <= html.length) && (made.fields.documentNumber.value === null || html.includes('〔2020〕'));
    }), { numRuns: 300 });
  });

  it('takes a page nested without end', () => {
    const made = guess(readPage(Buffer.from(`${'<div>'.repeat(5000)}<h1>关于某事的通知</h1>${paragraphs(text)}`)));
    expect(made.fields.title.value).toBe('关于某事的通知');
  });
});
