// How text is compared, in the package's maker and in its pages alike: one program, read by both.
// Width and case do not count, nor do blanks, quotation marks and brackets; a line ends what belongs together.
globalThis.tongmingFold = function (text) {
  return text.normalize('NFKC').toLowerCase().replace(/[^\S\n]+|[\u200b-\u200f\u2060\ufeff]|[《》〈〉「」『』“”‘’"'()[\]{}〔〕【】]/g, '').replace(/\n+/g, '\n');
};
