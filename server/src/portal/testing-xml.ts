import { expect } from 'vitest';

/** Well-formed enough for a reader of feeds: one root, tags closed in order, no stray character or entity. */
export function checkXml(xml: string): void {
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
  expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/u);
  expect(xml.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
  const open: string[] = [];
  let roots = 0;
  const body = xml.replace(/^<\?.*?\?>/, '');
  const tag = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g;
  for (const [, close, name, , empty] of body.matchAll(tag)) {
    if (open.length === 0 && !close) roots += 1;
    if (close) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name ?? '');
  }
  expect(open).toEqual([]);
  expect(roots).toBe(1);
  expect(body.replaceAll(tag, '')).not.toMatch(/[<>]/);
}
