export const text = {
  title: '搜索同义词', lead: '同一组里的词，搜索时互相替代：搜其中一个，写着另一个的文件也能找到。改动保存后立即生效，所有人搜索时都按新的来。',
  search: '查找一个词', words: '同义词', add: '新增一组', edit: '修改这组', wordsLabel: '词（至少两个，输入一个按回车）', save: '保存', remove: '删除这组', removeAsk: '删除这组同义词？', removeText: '删除后，搜索不再把这些词当作一个意思。可以撤消。',
  saved: '已保存', removed: '已删除', undone: '已撤消', readOnly: '修改须由办公室或者公开工作人员进行。',
  try: '试一试', tryHint: '输入一个搜索词，看看保存前后能找到多少件', tryButton: '比较', before: '现在', after: '保存以后', found: (n: number) => `找到 ${n} 件`, none: '没有找到', empty: '还没有同义词',
  of: (words: readonly string[]) => words.join('、'),
};
