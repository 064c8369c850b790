export const zh = {
  mayNotEdit: '修改文件信息、登记文件关系，须由该机关的办公室或者公开工作人员进行',
  changed: '这份文件的信息已被他人修改，请刷新后再改',
  noLive: '这份文件没有现行的版次',
  badTheme: (label: string) => `没有“${label}”这个主题分类`,
  badKeyword: (word: string) => `“${word}”不能作为主题词：应为 1 到 30 个字，不含逗号、分号和空格`,
  tooManyKeywords: (most: number) => `主题词最多 ${most} 个`,
  noKeywords: '没有主题词，不用核对',
  expiresBeforeEffect: '有效期的最后一日早于施行日期',
  groundMissing: '修改施行日期、有效期或者类别，应当写明依据或者理由',
  nothing: '没有改动',
  classified: '内容中有密级标志，不得填写',
  contentRecord: '这是网站发布的信息，请在“内容”里修改',
} as const;
