// Invented portals: the same document as six systems would show it, each with its furniture and its bad habits.
import type { Random } from './foi-random.ts';

export type Source = { id: string; title: string; issuer: string | null; doc_no: string | null; date: string | null; theme: string | null; body: string };
/** `others`: titles of other documents for side lists. `issuer` is what a page prints: all the agencies, spaces between. */
export type Shown = Source & { published: string; others: string[]; site: string };
export type Layout = { name: string; encoding: 'utf-8' | 'gb18030'; render(d: Shown, random: Random): string };

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const lines = (d: Shown): string[] => d.body.split('\n').filter((line) => line.trim() !== '');
const chinese = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const links = (d: Shown): string => d.others.map((title, i) => `<li><a href="/art/2021/${i + 1}/t2021_${i}.html" title="${escape(title)}">${escape(title)}</a> <span>2021-0${i + 1}-1${i}</span></li>`).join('');
const foot = (d: Shown): string => `<p>主办单位：${d.site}人民政府办公室　承办单位：${d.site}大数据中心</p><p>网站标识码：1505000001 蒙ICP备05000001号-1 蒙公网安备 15050202000001号</p><p>联系电话：0475-0000000 版权所有</p>`;
const menu = '<li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/zwfw">政务服务</a></li><li><a href="/hdjl">互动交流</a></li><li><a href="/zjtl">走进本市</a></li>';

/** A portal after the 《网页设计规范》: tags in the head, the text in TRS_Editor; where it came from is the site. */
const tagged: Layout = {
  name: 'meta tags, TRS editor', encoding: 'utf-8',
  render: (d, random) => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escape(d.title)}_${d.site}人民政府</title>
<meta name="SiteName" content="${d.site}人民政府"><meta name="SiteIDCode" content="1505000001"><meta name="ColumnName" content="政府文件"><meta name="ArticleTitle" content="${escape(d.title)}">
<meta name="PubDate" content="${d.published} 1${random.whole(9)}:2${random.whole(9)}"><meta name="ContentSource" content="${random.pick([`${d.site}人民政府办公室`, '中国政府网', d.issuer ?? '本网'])}"><meta name="Keywords" content="政府文件"></head>
<body><div class="header"><div class="logo"><img src="logo.png" alt="${d.site}人民政府"></div><ul class="nav">${menu}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 政府文件</div>
<div class="article"><h1 class="arti_title">${escape(d.title)}</h1><div class="info"><span>发布时间：${d.published} 10:2${random.whole(9)}</span><span>来源：${d.site}人民政府办公室</span><span>浏览次数：<em id="hits">${random.whole(3000)}</em></span><span class="fontsize">【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
${d.doc_no === null ? '' : `<p style="text-align:center">${escape(d.doc_no)}</p>`}<div class="TRS_Editor"><style>.TRS_Editor P{margin:0}</style>${lines(d).map((line) => `<p style="text-indent:2em">　　${escape(line)}</p>`).join('\n')}</div>
<p>附件：<a href="./W020210301.pdf">相关表格.pdf</a></p><div class="share bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div><p>责任编辑：张三</p></div>
<div class="related"><h3>相关文件</h3><ul>${links(d)}</ul></div><div class="footer">${foot(d)}</div></body></html>`,
};

/** The head table of www.gov.cn, eight cells. */
const eight: Layout = {
  name: 'table of eight metadata', encoding: 'utf-8',
  render: (d, random) => `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>${escape(d.title)}_政府信息公开专栏</title></head><body>
<div id="top"><a href="/">EN</a> | <a href="/">登录</a></div><div class="nav"><ul>${menu}</ul></div>
<table width="90%" class="bd1"><tr><td><b>索 引 号：</b></td><td>000014349/${d.published.slice(0, 4)}-00${100 + random.whole(800)}</td><td><b>主题分类：</b></td><td>综合政务\\其他</td></tr>
<tr><td><b>发文机关：</b></td><td>${escape(d.issuer ?? '')}</td><td><b>成文日期：</b></td><td>${d.date === null ? '' : chinese(d.date)}</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">${escape(d.title)}</td></tr>
<tr><td><b>发文字号：</b></td><td>${escape(d.doc_no ?? '')}</td><td><b>发布日期：</b></td><td>${chinese(d.published)}</td></tr><tr><td><b>主 题 词：</b></td><td colspan="3"></td></tr></table>
<table><tr><td class="b12c" id="UCAP-CONTENT"><p align="center" style="text-align:center"><strong>${escape(d.title)}</strong></p>${d.doc_no === null ? '' : `<p style="text-align:center">${escape(d.doc_no)}</p>`}
${lines(d).map((line) => `<p style="text-indent:2em">${escape(line)}</p>`).join('')}</td></tr></table>
<div class="xgxx"><ul>${links(d)}</ul></div><div id="footer">${foot(d)}</div><script>var hits=${random.whole(99)};</script></body></html>`,
};

/** 2008: tables in tables, FONT, text parted by BR, GB2312; nothing is named. */
const tables2008: Layout = {
  name: 'nested tables of 2008, GB18030', encoding: 'gb18030',
  render: (d, random) => `<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>${d.site}政务网</title></head><body bgcolor=#ffffff>
<table width=1000 align=center><tr><td><table><tr><td><a href=/>首页</a></td><td><a href=/a>机构</a></td><td><a href=/b>文件</a></td><td><a href=/c>公报</a></td><td><a href=/d>信箱</a></td></tr></table></td></tr>
<tr><td>您现在的位置：<a href=/>首页</a> &gt;&gt; <a href=/b>规章文件</a> &gt;&gt; 正文</td></tr>
<tr><td><table width=100%><tr><td width=200 valign=top><table>${d.others.map((t) => `<tr><td>·<a href=x.htm>${escape(t)}</a></td></tr>`).join('')}</table></td>
<td><table width=100%><tr><td align=center height=60><font size=5 color=#cc0000><b>${escape(d.title)}</b></font></td></tr>
<tr><td align=center><font size=2>发布时间：${Number(d.published.slice(0, 4))}-${Number(d.published.slice(5, 7))}-${Number(d.published.slice(8))}　来源：${d.site}人民政府法制办公室　点击数：${random.whole(900)}</font></td></tr>
<tr><td><font size=3>${d.doc_no === null ? '' : `<center>（${escape(d.doc_no)}）</center>`}${lines(d).map((line) => `　　${escape(line)}`).join('<br>\n')}<br></font></td></tr>
<tr><td align=right>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr>
<tr><td>上一篇：<a href=1.htm>${escape(d.others[0] ?? '无')}</a><br>下一篇：<a href=2.htm>${escape(d.others[1] ?? '无')}</a></td></tr></table></td></tr></table></td></tr>
<tr><td align=center bgcolor=#eeeeee>${foot(d)}</td></tr></table></body></html>`,
};

/** 政府信息公开目录 of a province: a list of labels, who publishes is not who issued, titles cut off in the head. */
const catalogue: Layout = {
  name: 'catalogue with a list of labels, GB18030', encoding: 'gb18030',
  render: (d, random) => {
    const short = d.title.length > 30 ? `${d.title.slice(0, 30)}...` : d.title;
    return `<!DOCTYPE html><html><head><meta charset="gb18030"><title>${escape(short)}-${d.site}政府信息公开</title><meta name="ArticleTitle" content="${escape(short)}"><meta name="PubDate" content="${d.published}"></head><body>
<nav><ul>${menu}</ul></nav><div class="main"><div class="left"><ul>${links(d)}</ul></div><div class="right"><ul class="xxgk-head"><li><span>索引号：</span>01161121${random.whole(9)}/${d.published.slice(0, 4)}-0${1000 + random.whole(8000)}</li><li><span>发布机构：</span>${d.site}人民政府办公室</li>
<li><span>发文单位：</span>${escape(d.issuer ?? '无')}</li><li><span>文　　号：</span>${escape(d.doc_no ?? '无')}</li><li><span>成文日期：</span>${d.date ?? ''}</li><li><span>公开日期：</span>${d.published}</li><li><span>有 效 性：</span>有效</li><li><span>公开方式：</span>主动公开</li></ul>
<div class="bt">${escape(d.title)}</div><div id="zoom">${lines(d).map((line) => `<div>${escape(line)}</div>`).join('')}</div><div class="ewm">扫一扫在手机打开当前页</div></div></div><footer>${foot(d)}</footer></body></html>`;
  },
};

/** The head is drawn by a script from JSON; the text stands in an article. */
const scripted: Layout = {
  name: 'labels as JSON in a script', encoding: 'utf-8',
  render: (d) => `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${escape(d.title)} - ${d.site}人民政府门户网站</title></head><body>
<header class="site-header"><a href="/">${d.site}人民政府</a><form action="/search"><input name="q" placeholder="请输入关键词"><button>搜索</button></form></header>
<script>window._CONFIG = {${[['索引号', `11150500${d.id.slice(1, 8)}`], ['发文机构', d.issuer ?? ''], ['文号', d.doc_no ?? ''], ['成文日期', d.date ?? ''], ['发布日期', d.published], ['标题', d.title]].map(([k, v]) => `"${k ?? ''}":${JSON.stringify(v)}`).join(',')}};</script>
<main><h1>${escape(d.title)}</h1><article class="article-content">${lines(d).map((line) => `<p>${escape(line)}</p>`).join('')}</article><p>相关附件：</p><ul><li><a href="files/a.docx">附件1.docx</a></li></ul></main>
<aside><h2>热门文件</h2><ul>${links(d)}</ul></aside><footer>${foot(d)}</footer></body></html>`,
};

/** A picture of the printed document: red head, number, title, signature, 版记; the page itself says nothing. */
const facsimile: Layout = {
  name: 'facsimile of the printed document', encoding: 'utf-8',
  render: (d) => {
    const series = d.doc_no !== null && /〔/u.test(d.doc_no) && d.issuer !== null;
    const order = d.doc_no !== null && !series ? /^(.*令)(.*号)$/u.exec(d.doc_no) : null;
    const head = series ? `<p style="text-align:center;color:red;font-size:40px">${escape(d.issuer ?? '')}文件</p><p style="text-align:center">${escape(d.doc_no ?? '')}</p><hr color="red">`
      : order !== null ? `<p align="center" style="color:red">${escape(order[1] ?? '')}</p><p align="center">${escape((order[2] ?? '').replace(/^(?=\d+号)/u, '第'))}</p>` : '';
    const signed = series && d.date !== null && !d.body.includes(chinese(d.date)) ? `<p style="text-align:right">${escape(d.issuer ?? '')}</p><p style="text-align:right">${chinese(d.date)}</p>` : '';
    return `<html><head><meta charset="utf-8"><title>政府文件</title></head><body><div class="topbar"><a href="/">返回首页</a></div><div class="position">您所在的位置：首页 &gt; 文件库</div>
<div class="content">${head}<p style="text-align:center"><b>${escape(d.title.slice(0, 22))}</b></p>${d.title.length > 22 ? `<p style="text-align:center"><b>${escape(d.title.slice(22))}</b></p>` : ''}
${lines(d).map((line) => `<p>　　${escape(line)}</p>`).join('')}${signed}${series ? `<p>（此件公开发布）</p><table><tr><td>抄送：市委各部门，市人大常委会办公室，市政协办公室。</td></tr><tr><td>${d.site}人民政府办公室　　${chinese(d.published)}印发</td></tr></table>` : ''}</div>
<div class="copyright">${foot(d)}</div></body></html>`;
  },
};

export const layouts: readonly Layout[] = [tagged, eight, tables2008, catalogue, scripted, facsimile];
