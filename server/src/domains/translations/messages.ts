import type { StaleReason, TranslationAct, TranslationState } from '../../console-api/contract-translations.ts';

export const states: Readonly<Record<TranslationState, string>> = { asked: '待译', taken: '在译', submitted: '待审', published: '已发布', stale: '需更新' };
export const acts: Readonly<Record<TranslationAct, string>> = { take: '接手翻译', submit: '送审', return: '退回', publish: '审校发布' };
export const staleReasons: Readonly<Record<StaleReason, string>> = { revised: '原文有了新版', ended: '原文已失效或废止', withdrawn: '原文已撤下' };

export const zh = {
  none: '没有这件蒙古文版', forbidden: '只有本单位的撰稿人和信息公开工作人员可以翻译', mayNotReview: '只有本单位的审核人和信息公开工作人员可以审校',
  ownWork: '译者不能审校自己的译文', notTranslator: '只有接手的译者可以修改和送审', conflict: '译文已被他人修改，已载入新的内容，请再改',
  notNow: (act: string, state: string) => `现在是“${state}”，不能${act}`, askedAlready: '这件信息已经有蒙古文版或正在翻译',
  sourceGone: '原文没有公开，不能翻译', sourceLanguage: '只有汉文信息可以列入翻译', sourceChanged: '原文有了新版：请译者对照新版后再送审', reasonNeeded: '请写明退回的理由',
  titleMissing: '请填写蒙古文标题', titleScript: '标题应当用蒙古文书写', textMissing: '请填写译文', textScript: '译文应当主要用蒙古文书写', tooLong: '译文过长',
  menksoft: '译文里有蒙科立编码，公众无法搜索和朗读：请先转换为国际编码', unknownPrivate: (codes: string) => `译文里有无法识别的私有编码（${codes}）：请从原来的软件另存为国际编码（Unicode）后再粘贴`,
} as const;
