// The sentences of replies: one row a result and variant. `you` is 您 or 贵单位; `articles` are printed as the case cites them.
import type { OutcomeCode } from '@tongming/law';

type You = { you: string };

export const repliesZh = {
  request: (f: { receivedOn: string; you: string; number: string; channel: string; request: string }) =>
    `本机关于${f.receivedOn}收到${f.you}提出的政府信息公开申请（登记编号：${f.number}，提交方式：${f.channel}）。${f.you}申请公开的信息为：${f.request}。`,
  joined: (numbers: string) => `${numbers}号申请与本件内容相关，本答复书一并答复。`,
  history: {
    corrected: (told: string, received: string, you: string) => `因申请内容不明确，本机关于${told}告知${you}补正，于${received}收到补正材料。`,
    correctionAsked: (told: string, answerBy: string, you: string) => `因申请内容不明确，本机关于${told}告知${you}在${answerBy}前补正。`,
    extended: (told: string, days: number, you: string) => `因不能在法定期限内答复，经本机关政府信息公开工作机构负责人同意，答复期限延长${days}个工作日，本机关于${told}告知${you}。`,
    thirdParty: (sent: string) => `因申请公开的信息涉及第三方合法权益，本机关于${sent}书面征求第三方意见，征求意见所需时间不计算在答复期限内。`,
    agency: (sent: string) => `因申请公开的信息涉及其他行政机关，本机关于${sent}征求相关行政机关意见，征求意见所需时间不计算在答复期限内。`,
    reopened: (ended: string | null, received: string, order: string) =>
      `${ended === null ? '' : `本机关曾于${ended}对本件作出处理。`}根据本机关于${received}收到的行政复议决定或者行政判决（${order}），本机关重新办理。`,
    narrowed: (on: string, you: string) => `${you}于${on}减少申请内容，收费通知失效。`,
    paid: (told: string, amount: number, paid: string, you: string) => `本机关于${told}通知${you}缴纳信息处理费${amount}元，${you}于${paid}缴纳。`,
    feeTold: (told: string, amount: number, you: string) => `本机关于${told}通知${you}缴纳信息处理费${amount}元。`,
    delayed: (until: string) => `因申请的数量、频次明显超过合理范围，本机关确定延迟至${until}前答复。`,
  },
  facts: (facts: string) => `经查，${facts}`,
  decision: (articles: string, decided: string) => `根据${articles}的规定，本机关${decided}`,
  /** A clerk's 查明的事实 may begin as the letter does. */
  factsLead: /^经(?:审查|查|检索)，?/u,
  ownLaw: /^(?:《(?:中华人民共和国)?政府信息公开条例》|条例)/u,
  remedyArticle: '《中华人民共和国行政复议法》第二十条、第二十三条',
  days: (n: number) => `${n}日`,
  months: (n: number) => `${n}个月`,
  comma: '，',
  decidedPlainly: (decided: string) => `本机关${decided}`,
  contact: (f: { office: string; address: string | null; phone: string | null }) =>
    `联系单位：${f.office}${f.address === null ? '' : `；地址：${f.address}`}${f.phone === null ? '' : `；电话：${f.phone}`}。`,

  /** What the agency decided; stands after “根据……的规定，本机关”. */
  decided: {
    'granted:provided': ({ you }) => `决定对${you}申请的政府信息予以公开。`,
    'granted:already-public': ({ you }) => `告知${you}：所申请的政府信息已经主动公开。`,
    partial: ({ you }) => `决定对${you}申请的政府信息作区分处理，予以部分公开。`,
    'denied.stateSecret': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息依法确定为国家秘密。`,
    'denied.lawForbids': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息属于法律、行政法规禁止公开的政府信息。`,
    'denied.safetyStability': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息公开后可能危及国家安全、公共安全、经济安全、社会稳定。`,
    'denied.thirdParty': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害。`,
    'denied.internalAffairs': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息属于行政机关的内部事务信息。`,
    'denied.process': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息属于行政机关在履行行政管理职能过程中形成的过程性信息，法律、法规、规章没有应当公开的规定。`,
    'denied.enforcementFile': ({ you }) => `决定对${you}申请的政府信息不予公开。该信息属于行政执法案卷信息，法律、法规、规章没有应当公开的规定。`,
    'denied.adminQuery': ({ you }) => `告知${you}：所申请的信息，有关法律、行政法规对其获取有特别规定，请依照有关法律、行政法规的规定办理。`,
    'unable.notHeld:not-exist': ({ you }) => `告知${you}：经检索，本机关没有${you}所申请公开的信息，该政府信息不存在，无法提供。`,
    'unable.notHeld:not-responsible': ({ you }) => `告知${you}：所申请公开的信息不属于本机关负责公开，无法提供。`,
    'unable.needsCreation': ({ you }) => `告知${you}：本机关没有${you}所申请的现成信息，需要对现有政府信息进行加工、分析，无法提供。`,
    'unable.stillUnclear': ({ you }) => `告知${you}：经补正，${you}的申请内容仍不明确，无法提供。`,
    'notProcessed.petition': ({ you }) => `告知${you}：所提事项属于信访、投诉、举报等活动，不作为政府信息公开申请处理。`,
    'notProcessed.repeat': ({ you }) => `告知${you}：本机关已就${you}申请公开的政府信息作出答复，对本次重复申请不予重复处理。`,
    'notProcessed.publication': ({ you }) => `告知${you}：所提申请的内容为要求提供公开出版物，不予处理。`,
    'notProcessed.massive': ({ you }) => `告知${you}：${you}申请公开政府信息的数量、频次明显超过合理范围，说明的理由不合理，不予处理。`,
    'notProcessed.reconfirm': ({ you }) => `告知${you}：所提申请的内容为要求确认或者重新出具已经获取的政府信息，不予处理。`,
    'other.noCorrection': ({ you }) => `告知${you}：${you}无正当理由逾期不补正，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    'other.noPayment': ({ you }) => `告知${you}：${you}逾期未按收费通知要求缴纳费用，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    'other.misc': ({ you }) => `告知${you}：本件政府信息公开申请结束办理。`,
  } satisfies Record<string, (f: You) => string>,

  parts: {
    information: (f: { given: string; pages: number; delivery: string; medium: string; you: string }) =>
      `现将以下政府信息提供给${f.you}：${f.given}（${f.pages > 0 ? `共${f.pages}页，` : ''}载体形式：${f.medium}，获取方式：${f.delivery}）。`,
    'public-way': (f: { way: string; you: string }) => `${f.you}可以通过以下方式、途径获取：${f.way}`,
    'open-part': (f: { given: string; pages: number; delivery: string; medium: string; you: string }) =>
      `可以公开的部分为：${f.given}（${f.pages > 0 ? `共${f.pages}页，` : ''}载体形式：${f.medium}，获取方式：${f.delivery}）。`,
    withheld: (ground: string, basis: string, reason: string) => `不予公开的部分属于${ground}${basis === '' ? '' : `，依据是${basis}`}，理由是：${reason}`,
    reasons: (reasons: string) => `理由如下：${reasons}`,
    'forbidding-law': (law: string) => `禁止公开的依据为：${law}`,
    'third-party': {
      none: '经审查，申请公开的信息涉及第三方合法权益',
      asked: (sent: string) => `本机关于${sent}书面征求第三方意见`,
      refused: '第三方不同意公开，并说明了理由，本机关认为理由合理',
      partly: '第三方同意部分公开',
      agreed: '第三方同意公开',
      silent: '第三方逾期未提出意见，由本机关依照条例的规定决定是否公开',
      judgement: (text: string) => `本机关认为：${text}`,
    },
    'special-procedure': (way: string) => `办理途径：${way}`,
    search: (f: { places: string; you: string }) => `为查找${f.you}所申请的信息，本机关作了以下检索：${f.places}`,
    searchOne: (on: string, place: string, words: string, result: string) => `${on}，在${place}以“${words}”检索，结果为：${result}`,
    'not-responsible': (f: { reasons: string; agency: string | null; you: string }) =>
      `不属于本机关负责公开的理由：${f.reasons}${f.agency === null ? '' : `该信息由${f.agency}负责公开，请${f.you}向其提出申请。`}`,
    correction: (f: { items: string; told: string; received: string; reasons: string; you: string }) =>
      `本机关于${f.told}告知${f.you}补正下列事项：${f.items}。本机关于${f.received}收到补正材料。仍不明确之处：${f.reasons}`,
    'not-foi': (reasons: string) => `不属于政府信息公开申请的理由：${reasons}`,
    channel: (way: string) => `相应的渠道：${way}`,
    'earlier-answer': (f: { when: string; number: string; you: string }) => `本机关已于${f.when}以${f.number}对${f.you}的同一申请作出答复。`,
    'publication-channel': (way: string) => `获取途径：${way}`,
    'reasons-asked': (f: { asked: string; reasons: string; you: string }) => `本机关于${f.asked}要求${f.you}说明理由。经审查，说明的理由不合理：${f.reasons}`,
    'already-obtained': (reasons: string) => `已经获取该信息的情况：${reasons}`,
    noCorrection: (f: { told: string; answerBy: string; items: string; you: string }) =>
      `本机关于${f.told}告知${f.you}在${f.answerBy}前补正下列事项，并说明了逾期不补正的后果：${f.items}。截至补正期限届满，本机关没有收到补正材料，也没有收到不能按期补正的正当理由。`,
    noPayment: (f: { told: string; amount: string; payBy: string; you: string }) =>
      `本机关于${f.told}通知${f.you}缴纳信息处理费${f.amount}，缴费期限至${f.payBy}届满。截至期限届满，${f.you}没有缴纳。`,
    misc: (why: string) => `结束办理的原因：${why}`,
  },
  /** What the clerk still has to say, by part. */
  gaps: {
    given: '提供的政府信息', way: '获取的方式、途径', withheld: '不予公开的部分及其理由', law: '禁止公开的法律、行政法规及其条款', special: '依照有关法律、行政法规办理的途径',
    search: '检索的时间、范围、方法和结果', items: '补正事项', told: '告知之日', received: '收到补正之日', answerBy: '补正期限', earlierOn: '此前答复的日期',
    earlierNumber: '此前答复的文号', asked: '要求说明理由之日', amount: '金额', payBy: '缴费期限', why: '结束办理的原因', decision: '处理结果',
  },
  withdrawn: (on: string, you: string) => `${you}于${on}撤回申请`,
  /** What a withheld part is; stands after “不予公开的部分属于”. */
  grounds: {
    'denied.stateSecret': '国家秘密', 'denied.lawForbids': '法律、行政法规禁止公开的政府信息', 'denied.safetyStability': '公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息',
    'denied.thirdParty': '公开会对第三方合法权益造成损害的政府信息', 'denied.internalAffairs': '行政机关的内部事务信息', 'denied.process': '行政机关履行行政管理职能过程中形成的过程性信息',
    'denied.enforcementFile': '行政执法案卷信息',
  } as Partial<Record<OutcomeCode, string>>,
  names: {
    information: '所提供的政府信息', 'public-way': '获取的方式、途径', 'open-part': '可以公开的部分', 'withheld-part': '不予公开的部分及其理由', reasons: '理由',
    'forbidding-law': '禁止公开的法律、行政法规', 'third-party-procedure': '征求第三方意见的经过', 'special-procedure': '办理途径', search: '检索情况',
    'not-responsible': '不属于本机关负责公开的理由', correction: '补正的经过和仍不明确之处', 'not-foi': '不作为申请处理的理由', 'proper-channel': '相应的渠道',
    'earlier-answer': '此前的答复', 'publication-channel': '获取公开出版物的途径', 'reasons-asked': '要求说明理由的经过', 'already-obtained': '已经获取该信息的情况',
    closure: '不再处理的事由', 'closure-misc': '结束办理的原因',
  } as Record<string, string>,
  rectification: {
    request: (f: { receivedOn: string; you: string; number: string; record: string }) =>
      `本机关于${f.receivedOn}收到${f.you}提出的政府信息更正申请（登记编号：${f.number}），要求更正本机关记录的与${f.you}自身相关的政府信息：${f.record}。`,
    asked: (f: { record: string; recorded: string; correct: string }) => `${f.record}，现记录为“${f.recorded}”，要求更正为“${f.correct}”`,
    results: {
      corrected: ({ you }: You) => `经核实，${you}要求更正的记录确不准确，本机关已予以更正`,
      transferred: ({ you, agency }: You & { agency: string }) => `本机关不是有权更正的机关，已将${you}的申请转送${agency}`,
      refused: ({ you }: You) => `对${you}要求更正的记录不予更正`,
    },
    decision: (law: string, result: string) => `根据${law}第四十一条的规定，本机关的处理结果为：${result}`,
    reasons: (text: string) => `理由如下：${text}`,
    names: { request: '申请的日期和内容', facts: '核实的情况', decision: '依据和处理结果', reasons: '理由' },
    gaps: { agency: '有权更正的机关', record: '要求更正的记录', facts: '核实的情况', result: '处理结果', reasons: '理由' },
    article: '第四十一条',
  },
} as const;

export type DecidedKey = keyof typeof repliesZh.decided;
/** 'granted:provided' or 'denied.process'; null where a variant has to be chosen first. */
export function decidedKey(outcome: OutcomeCode, variant: string | null): DecidedKey | null {
  const key = variant === null ? outcome : `${outcome}:${variant}`;
  return Object.hasOwn(repliesZh.decided, key) ? (key as DecidedKey) : null;
}
