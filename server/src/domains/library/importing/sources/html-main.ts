// Which part of a page is the document: navigation, sharing, lists of links and footers go first.
import { labelsIn } from './guess-labels.ts';
import { elementsIn, segmentsOf, weigh, type Element, type Node } from './html-tree.ts';

const dropped = new Set([
  'script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'embed', 'canvas', 'audio', 'video', 'nav', 'footer', 'aside',
  'button', 'select', 'textarea', 'input', 'map', 'head', 'title', 'dialog',
]);
/** Parts of class and id names, as portals name what stands around a text. */
const furniture = new Set([
  'nav', 'navi', 'navbar', 'navigation', 'menu', 'submenu', 'crumb', 'crumbs', 'breadcrumb', 'breadcrumbs', 'location', 'dqwz', 'wzdh', 'mbx', 'share', 'sharebox', 'bdsharebuttonbox', 'bdshare',
  'jiathis', 'social', 'footer', 'foot', 'bottom', 'copyright', 'sidebar', 'side', 'aside', 'related', 'relate', 'xgxx', 'xgwj', 'recommend', 'tuijian', 'hot', 'pager', 'pagination',
  'prevnext', 'prenext', 'shangxia', 'comment', 'comments', 'qrcode', 'ewm', 'erweima', 'search', 'searchbox', 'sousuo', 'banner', 'logo', 'toolbar', 'tools', 'print', 'dayin', 'fontsize', 'zihao',
  'topbar', 'links', 'friendlink', 'yqlj', 'yqlink', 'accessibility', 'wza', 'login', 'header', 'head', 'top', 'statement', 'editor-info', 'bianji', 'zrbj', 'advert', 'ad', 'ads', 'gotop', 'weixin', 'wechat',
]);
const bodyNames = new RegExp(`^(?:${[
  'TRS_Editor', 'TRS_PreAppend', 'TRS_UEDITOR', 'UCAP-?CONTENT', 'zoom(?:con)?', 'article[-_]?(?:content|con|body|text|main|detail|nr)?', 'pages?[-_]?content', 'news[-_]?(?:content|con|text|body)',
  'content[-_]?(?:text|body|main|txt|box)?', 'xxgk[-_]?(?:content|con|nr|zw)', 'wz[-_]?(?:con|content|nr|zw)', 'view', 'detail[-_]?(?:content|con|text|main)?', 'vsb_?content\\w*', 'v_news_content', 'main-?text',
  'con(?:text|txt)', 'xl[-_]?(?:con|content|main|nr)', 'text[-_]?con', 'art(?:icle)?con(?:tent)?', 'info[-_]?con(?:tent)?', 'bt[-_]content', 'txt', 'nr', 'neirong', 'zw(?:nr)?', 'zhengwen', 'j-?fontcontent', 'fontzoom',
].join('|')})$`, 'i');

function namesOf({ attributes }: Element): string[] {
  return `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.split(/\s+/).filter((name) => name !== '');
}

function isHidden({ attributes }: Element): boolean {
  return 'hidden' in attributes || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'] ?? '');
}

function namedFurniture(element: Element): boolean {
  return namesOf(element).some((name) => name.split(/[-_\d]+|(?<=[a-z])(?=[A-Z])/).some((part) => furniture.has(part.toLowerCase())));
}

const attachment = /\.(?:pdf|docx?|xlsx?|wps|et|ofd|pptx?|zip|rar|7z|txt|csv|jpe?g|png)(?:[?#]|$)/i;
const fewLinks = 4;

/** A list of other pages: nearly all of it in links that are no files. */
function isLinkList(element: Element): boolean {
  if (!['ul', 'ol', 'dl', 'div', 'td', 'table', 'section'].includes(element.name)) return false;
  const { all, linked } = weigh(element);
  if (linked <= all * 0.8) return false;
  return [...elementsIn(element)].filter((e) => e.name === 'a' && !attachment.test(e.attributes['href'] ?? '')).length >= fewLinks;
}

/** It holds the title, the text or the head table, whatever it is called. */
function isAnchored(element: Element): boolean {
  return labelsIn(segmentsOf(element)).length >= 3 || [...elementsIn(element)].some((e) => e.name === 'h1' || namesOf(e).some((name) => bodyNames.test(name)));
}

/** A copy of the page without what is not said in it. Nothing that holds most of the text goes by its name alone. */
export function withoutFurniture(tree: Element): Element {
  const whole = weigh(tree);
  const text = Math.max(1, whole.all - whole.linked);
  const prune = (element: Element): Element => ({
    ...element, children: element.children.flatMap((child): Node[] => {
      if (typeof child === 'string') return [child];
      if (dropped.has(child.name) || isHidden(child)) return [];
      const named = namedFurniture(child) || child.name === 'header';
      if ((named || isLinkList(child)) && !(named && (isAnchored(child) || heavy(child, text)))) return [];
      return [prune(child)];
    }),
  });
  return prune(tree);
}

function heavy(element: Element, whole: number): boolean {
  const { all, linked } = weigh(element);
  return all - linked > whole * 0.4;
}

function plainOf(element: Element): number {
  const { all, linked } = weigh(element);
  return all - linked;
}

const containers = new Set(['#root', 'html', 'body', 'div', 'table', 'tbody', 'tr', 'td', 'section', 'article', 'main', 'form', 'center', 'font', 'span']);
/** A part may be taken for the document when at least this share of the text is in it. */
const enough = 0.75;
const namedEnough = 0.3;

/** The smallest part that holds nearly all of the text; what carries the name of a text counts for more. */
export function bodyIn(page: Element): Element {
  const whole = Math.max(1, plainOf(page));
  const named = [...elementsIn(page)].filter((e) => containers.has(e.name) && namesOf(e).some((name) => bodyNames.test(name)))
    .map((element) => ({ element, plain: plainOf(element) })).toSorted((a, b) => b.plain - a.plain)[0];
  return narrow(named !== undefined && named.plain >= whole * namedEnough ? named.element : page);
}

function narrow(from: Element): Element {
  let current = from;
  for (;;) {
    const inner = current.children.filter((child): child is Element => typeof child !== 'string');
    const best = inner.map((element) => ({ element, plain: plainOf(element) })).toSorted((a, b) => b.plain - a.plain)[0];
    const whole = plainOf(current);
    if (best === undefined || !containers.has(best.element.name) || best.plain < whole * enough) return current;
    // A paragraph that is most of a short text is no reason to drop the others.
    if (segmentsOf(best.element).length < 3 && best.plain < whole) return current;
    current = best.element;
  }
}
