/** Words for what the library's keepers put right of a record. */
export const k = {
  facts: {
    title: '文件信息', edit: '修改文件信息', category: '类别', theme: '主题分类', keywords: '主题词', effectiveOn: '施行日期', expiresOn: '有效期至',
    confirmed: (by: string, on: string) => `${by}于 ${on} 核对`, unconfirmed: '未经人工核对', confirm: '主题词已经人工核对', none: '未定',
    ground: '依据或者理由', groundHint: '修改类别、施行日期、有效期时必填', saved: '已修改，公开页面同时更新', open: '未定有效期可留空', keywordHint: '输入一个词后回车',
  },
  relations: {
    title: '关系', add: '登记关系', type: '本文件', other: '与哪份文件', save: '登记', saved: '已登记，两份文件的公开页面都显示', removed: '已删除这一关系', remove: '删除',
    removeTitle: '删除这一关系？', removeText: '两份文件的公开页面都不再显示；因这一关系登记的废止同时撤回。', atOther: '在对方文件处登记，到那里删除',
    ends: '对方文件同时登记为“废止”，自本文件施行之日起。', amends: '对方文件标注“已修改”。',
  },
};
