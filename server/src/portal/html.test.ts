import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from './html.ts';

describe('html', () => {
  it('escapes text and attribute values, and leaves markup of its own', () => {
    const title = '<script>alert("1")</script>&\'';
    expect(html`<a title="${title}">${html`<b>${title}</b>`}</a>`.markup).toBe(
      '<a title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"><b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</b></a>');
  });

  it('prints nothing for empty values, and lists without separators', () => {
    expect(html`[${null}${undefined}${false}${''}${['a', 1, html`<i>`]}]`.markup).toBe('[a1<i>]');
  });

  it('lets no character of any text act as markup', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.markup).not.toMatch(/[<>"']/);
      expect(escapeHtml(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')).toBe(text);
    }));
  });
});
