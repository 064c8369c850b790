import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from './errors.ts';
import { cleanFileName, sniff } from './sniff.ts';
import { docxOf, paragraph, renamed, withLyingSize, zipOf } from './testing-files.ts';
import { decodeText } from './text-encoding.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongming-sniff-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function outcome(bytes: Uint8Array | string, name: string): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return sniff(path, name).then(
    ({ mime, warnings }) => [mime, ...warnings.map((one) => one.code)].join(' '),
    (error: unknown) => (error instanceof Refused ? `${error.status} ${error.code}` : String(error)),
  );
}
const cfb = (...names: string[]): Buffer =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), ...names.map((n) => Buffer.from(`${n}\0`, 'utf16le'))]);
const mime = 'application/vnd.openxmlformats-officedocument';
const types = { '[Content_Types].xml': '<Types/>' };

describe('what is let in', () => {
  it('documents, sheets, pictures and text, by content', async () => {
    expect(await outcome('%PDF-1.4', '附件.PDF')).toBe('application/pdf');
    expect(await outcome(await docxOf(paragraph('甲')), 'a.docx')).toBe(`${mime}.wordprocessingml.document`);
    expect(await outcome(await zipOf({ ...types, 'xl/workbook.xml': '' }), 'a.xlsx')).toBe(`${mime}.spreadsheetml.sheet`);
    expect(await outcome(await zipOf({ 'OFD.xml': '' }), 'a.ofd')).toBe('application/ofd');
    expect(await outcome(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'a.png')).toBe('image/png');
    expect(await outcome(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'a.jpeg')).toBe('image/jpeg');
    expect(await outcome('甲,乙\n', 'a.csv')).toBe('text/csv');
    expect(await outcome(Buffer.from('cda8d6aa', 'hex'), 'gb.txt')).toBe('text/plain');
  });
  it('old formats and embedded files with a warning', async () => {
    expect(await outcome(cfb('WordDocument'), 'a.doc')).toBe('application/msword legacy-format');
    expect(await outcome(cfb('Workbook'), 'a.et')).toBe('application/wps-office.et legacy-format');
    expect(await outcome(await docxOf('', { 'word/embeddings/a.xlsx': 'x' }), 'a.docx')).toBe(`${mime}.wordprocessingml.document embedded-objects`);
  });
});

describe('what is refused', () => {
  it.each([
    ['a.html', '甲'], ['a.svg', '甲'], ['a.zip', 'PK'], ['a', '甲'], ['a.exe', '甲'], ['a.docm', '甲'], ['a.js', 'alert(1)'],
  ])('%s by its extension', async (name, content) => {
    expect(await outcome(content, name)).toMatch(/^(?:415 file-type|422 damaged-file)$/);
  });
  it.each([
    ['<!DOCTYPE html><html>'], ['  \n<script>alert(1)</script>'], ['<svg onload=alert(1)>'], ['<?xml version="1.0"?><svg/>'], ['\ufeff<html>'],
    ['#!/bin/sh\n'], ['MZ\u0090'], ['\u007fELF'], ['<?php system()'], ['<img src=x onerror=alert(1)>'],
  ])('%s under any name', async (content) => {
    for (const name of ['a.txt', 'a.pdf', 'a.png']) expect(await outcome(content, name)).toBe('415 active-content');
  });
  it('HTML in UTF-16', async () => {
    expect(await outcome(Buffer.from('\ufeff<html><script>', 'utf16le'), 'a.txt')).toBe('415 active-content');
  });
  it('content that is not what the name says', async () => {
    expect(await outcome('%PDF-1.4', 'a.docx')).toBe('415 file-type');
    expect(await outcome(await docxOf(''), 'a.xlsx')).toBe('415 file-type');
    expect(await outcome(await zipOf({ 'a.txt': 'x' }), 'a.docx')).toBe('415 file-type');
    expect(await outcome('甲乙', 'a.pdf')).toBe('415 file-type');
    expect(await outcome(cfb('WordDocument'), 'a.xls')).toBe('415 file-type');
    expect(await outcome(Buffer.from([1, 2, 3, 0, 0, 0, 7]), 'a.txt')).toBe('415 file-type');
    expect(await outcome('', 'a.txt')).toBe('422 empty-file');
  });
  it('macros and passwords', async () => {
    expect(await outcome(await docxOf('', { 'word/vbaProject.bin': 'x' }), 'a.docx')).toBe('422 active-content');
    expect(await outcome(cfb('WordDocument', '_VBA_PROJECT'), 'a.doc')).toBe('422 active-content');
    expect(await outcome(cfb('EncryptedPackage'), 'a.docx')).toBe('422 encrypted-file');
  });
  it('damaged archives', async () => {
    const whole = await docxOf(paragraph('甲'));
    expect(await outcome(whole.subarray(0, whole.length / 2), 'a.docx')).toBe('422 damaged-file');
    expect(await outcome(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(1000, 7)]), 'a.docx')).toBe('422 damaged-file');
  });
  it('bombs: too large when unpacked, lying about it, too many entries, too many archives inside', async () => {
    const zeros = Buffer.alloc(16 * 1024 * 1024);
    expect(await outcome(await docxOf('', { 'word/a.xml': zeros }), 'a.docx')).toBe('422 unsafe-archive');
    expect(await outcome(withLyingSize(await zipOf({ 'word/document.xml': zeros, ...types }), 1000), 'a.docx')).toBe('422 unsafe-archive');
    const many = Object.fromEntries(Array.from({ length: 5_100 }, (_, i) => [`word/${i}.xml`, '']));
    expect(await outcome(await docxOf('', many), 'a.docx')).toBe('422 unsafe-archive');
    const nested = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`word/embeddings/${i}.zip`, 'PK']));
    expect(await outcome(await docxOf('', nested), 'a.docx')).toBe('422 unsafe-archive');
  });
  it('names that climb out', async () => {
    const zip = await docxOf('', { 'aa/aa/evil.xml': 'x' });
    expect(await outcome(renamed(zip, 'aa/aa/evil.xml', '../../evil.xml'), 'a.docx')).toBe('422 unsafe-archive');
    expect(await outcome(renamed(zip, 'aa/aa/evil.xml', '..\\..\\evil.xml'), 'a.docx')).toBe('422 unsafe-archive');
    expect(await outcome(renamed(zip, 'aa/aa/evil.xml', '/etc/x/evil.x1'), 'a.docx')).toBe('422 unsafe-archive');
  });
});

describe('file names', () => {
  it('keep their last part only', () => {
    expect(cleanFileName('../../etc/附件 1.pdf')).toBe('附件 1.pdf');
    expect(cleanFileName('C:\\文件\\附件.docx')).toBe('附件.docx');
  });
  it.each(['', '..', 'a/', 'a\u0000.pdf', 'a\r\nb.pdf', '\u202efdp.exe', 'a<b>.pdf', 'x'.repeat(201)])('%j is refused', (name) => {
    expect(() => cleanFileName(name)).toThrow(Refused);
  });
});

describe('text', () => {
  const text = '关于做好2026年政务公开工作的通知\r\n一、总体要求\n';
  const plain = text.replace('\r', '');
  it('in every encoding that offices use', () => {
    expect(decodeText(Buffer.from(text))).toBe(plain);
    expect(decodeText(Buffer.from(`\ufeff${text}`))).toBe(plain);
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(plain);
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(plain);
    expect(decodeText(Buffer.from(text, 'utf16le'))).toBe(plain);
    expect(decodeText(Buffer.from(text, 'utf16le').swap16())).toBe(plain);
    expect(decodeText(Buffer.from('b9d8d3dad7f6bac3', 'hex'))).toBe('关于做好');
    expect(decodeText(Buffer.from('9534f330', 'hex'))).toHaveLength(2);
  });
  it('and nothing that is not text', () => {
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff]), Buffer.from('a\u0001bc\u0000'), Buffer.from('a1a1fffe80ff', 'hex')]) {
      expect(() => decodeText(bytes)).toThrow(Refused);
    }
  });
});
