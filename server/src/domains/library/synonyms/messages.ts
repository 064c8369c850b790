export const zh = {
  mayNotEdit: '编辑搜索同义词，须由办公室或者公开工作人员进行',
  none: '没有这组同义词',
  changed: '这组同义词已被他人修改，请刷新后再改',
  tooFew: '一组同义词至少两个词',
  tooMany: (most: number) => `一组同义词最多${most}个词`,
  badWord: (word: string) => `“${word}”不能作为同义词：应为 1 到 30 个汉字、字母或数字`,
  elsewhere: (word: string) => `“${word}”已在另一组同义词里`,
};
