// Titles as they are cited, brought to one form.

const country = /^中华人民共和国/u;
const revision = /[（(](?:[12]\d{3}|[一二三四五六七八九〇○零]{4})\s*年?[^（）()]{0,24}[)）]$/u;
const kinds = /(?:法|典|条例|规定|办法|细则|规则|规程|规范|标准|准则|章程|制度|决定|决议|意见|通知|通告|公告|通报|命令|令|批复|解释|方案|规划|纲要|计划|要点|目录|清单|措施|指南|指引|指导书|报告|公报|函|纪要|基准|答复|议定书|公约|协定|名录|须知|程序|预案|定额|暂行办法|若干问题)$/u;

/** What makes two ways of writing a title one: no spaces, marks, country or year of revision. */
export function titleKey(title: string): string {
  const plain = title.normalize('NFKC').trim().replace(revision, '');
  const bare = plain.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const short = bare.replace(country, '');
  return short.length >= 2 ? short : bare;
}

/** 《…条例》 is a document; 《人民日报》 is none. */
export function namesDocument(title: string): boolean {
  return kinds.test(title.trim().replace(/[（(][^（）()]{1,24}[)）]$/u, ''));
}

const issuing = /关于(?:印发|发布|公布|颁布|下发|颁发)(.{4,120}?)(?:的(?:通知|公告|通告|决定|命令|令|函))$/u;

/** The document that a covering notice brings: 关于印发《…办法》的通知 → …办法. */
export function issuedTitle(title: string): string | null {
  const inner = issuing.exec(title.trim())?.[1];
  if (inner === undefined) return null;
  const named = /^《(.+)》$/u.exec(inner.trim())?.[1] ?? inner;
  return /[《》]/u.test(named) && !/^[^《》]*(?:《[^《》]*》[^《》]*)*$/u.test(named) ? null : named;
}
