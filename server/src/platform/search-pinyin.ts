// Titles by their sound: 政府信息 is found by zhengfuxinxi, zheng fu xin xi and zfxx.
import { pinyin } from 'pinyin-pro';

/** All syllables of Mandarin without tones, ü written v. */
const syllables = new Set((
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen '
  + 'ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong '
  + 'cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui '
  + 'dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua '
  + 'guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji '
  + 'jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua '
  + 'kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long '
  + 'lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai '
  + 'nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan '
  + 'pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu '
  + 'quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha '
  + 'shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su '
  + 'suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan '
  + 'wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi '
  + 'yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei '
  + 'zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo'
).split(' '));
const LONGEST_SYLLABLE = 6;

/** The syllables of the Chinese characters of a text, without tones. */
export function syllablesOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).map((s) => s.toLowerCase());
}

/** Letters typed as sounds: tones and ü made plain, spaces and apostrophes kept as borders. Null for anything else. */
export function typedSounds(text: string): string | null {
  const plain = text.toLowerCase().normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z])[1-5](?![0-9])/g, '$1 ').replace(/[\s'’·-]+/g, ' ').trim();
  return /^[a-z]+(?: [a-z]+)*$/.test(plain) && plain.length >= 3 ? plain : null;
}

/** Cuts letters into the fewest syllables; a letter that begins none is left out. Each run between borders for itself. */
export function cutSyllables(sounds: string): string[] {
  return sounds.split(' ').flatMap(cutRun);
}

const SKIPPED = 10;

function cutRun(run: string): string[] {
  const best: { cost: number; from: number; syllable: string | null }[] = [{ cost: 0, from: 0, syllable: null }];
  for (let end = 1; end <= run.length; end += 1) {
    let step: (typeof best)[number] = { cost: (best[end - 1]?.cost ?? 0) + SKIPPED, from: end - 1, syllable: null };
    for (let from = Math.max(0, end - LONGEST_SYLLABLE); from < end; from += 1) {
      const syllable = run.slice(from, end);
      const cost = (best[from]?.cost ?? 0) + 1;
      if (cost < step.cost && syllables.has(syllable)) step = { cost, from, syllable };
    }
    best.push(step);
  }
  const found: string[] = [];
  for (let end = run.length; end > 0;) {
    const step = best[end];
    if (!step) break;
    if (step.syllable !== null) found.push(step.syllable);
    end = step.from;
  }
  return found.reverse();
}
