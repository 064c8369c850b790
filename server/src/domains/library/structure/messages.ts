/** Every word of this folder that a person sees. */
export const zh = {
  actor: '引用关系整理',
  noEdition: '没有这一版，或者它不对外显示',
} as const;
