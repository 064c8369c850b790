export const searchMessages = {
  badCursor: '翻页标记无效，请从第一页重新查起',
  /** Numbers of orders are written with and without it: 中华人民共和国国务院令, 国务院令. */
  stateName: '中华人民共和国',
  /** Marks that are typed or not when a title is asked for. */
  ignoredInTitles: ' 　《》〈〉“”"‘’（）()、，,。：:—-·',
};
