import { describe, expect, test } from 'vitest';
import { cleanHtml } from './paste.ts';

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style><!-- p.MsoNormal {mso-style-parent:""} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt;mso-outline-level:1'><span style='font-family:黑体'>一、总体要求<o:p></o:p></span></p>
<p class=MsoNormal><b>加强</b>领导<![if !supportLists]><span lang=EN-US>&nbsp;</span><![endif]></p>
<table class=MsoTableGrid><tr><td width=100 colspan="2" style='x:"a>b"'><p class=MsoNormal>单位</p></td></tr></table>
<img src="file:///C:/Users/a/1.png"><script>alert(1)</script><!--EndFragment--></body></html>`;

describe('paste from Word', () => {
  const clean = cleanHtml(word);
  test('keeps text, level, bold and spans', () => {
    expect(clean).toContain('<p data-level="1">一、总体要求</p>');
    expect(clean).toContain('<strong>加强</strong>领导');
    expect(clean).toContain('<td colspan="2"><p>单位</p></td>');
  });
  test('leaves styles, pictures of the disk, comments and scripts out', () => {
    expect(clean).not.toMatch(/style|class|mso|file:|alert|<o:|<!--|supportLists/i);
  });
  test('handlers and links do not pass', () => {
    expect(cleanHtml('<p onclick="x()">甲<a href="javascript:x()">乙</a></p><svg onload=x()><path/></svg>')).toBe('<p>甲乙</p>');
  });
  test('lists and headings of web pages become paragraphs and levels', () => {
    expect(cleanHtml('<h2>（一）甲</h2><ul><li>乙</li></ul>')).toBe('<h2>（一）甲</h2><p>乙</p>');
  });
});
