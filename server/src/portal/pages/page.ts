import type { Html } from '../html.ts';
import type { Preferences } from '../preferences.ts';
import type { Site } from '../site.ts';
import type { Words } from '../words.ts';

/** What every page knows about the request and the site. */
export type PageContext = {
  site: Site;
  /** Path and query, as in the address line. */
  path: string;
  /** Scheme and host: https://www.example.gov.cn */
  origin: string;
  preferences: Preferences;
  /** In the language of the site. */
  words: Words;
  /** Addresses of style sheets and scripts, with content hash; `vertical`: what Mongolian text and pages need besides. */
  assets: { css: string; js: string; vertical: { css: string; js: string } };
};

export type Crumb = { label: string; href: string };

/** 栏目标签 of 政府网站发展指引; `home` adds description and keywords, as only a column's own front page carries them. */
export type Column = { name: string; type: string; home?: { description: string; keywords: string } };

/** 内容页标签. `published` is 'YYYY-MM-DD HH:MM'. */
export type Article = {
  title: string; published: string; source: string; keywords: string; description: string; author: string;
};

export type Page = {
  title: string;
  column: Column;
  article?: Article;
  /** From below 首页 down to, and without, the page itself. */
  crumbs?: Crumb[];
  main: Html;
  /** The entry of the main navigation that is marked. */
  section?: 'home' | 'openness' | 'records' | 'apply' | 'interaction' | 'search';
  feed?: { title: string; href: string };
  /** What the search box of the header holds. */
  query?: string;
  /** Not for search engines: results, forms and errors. */
  noindex?: boolean;
  /** The answer to something sent: its address alone does not bring it back, so nothing on it may lead back to itself. */
  answer?: boolean;
  /** Where the same page is at home, when it can be read on several sites. */
  canonical?: string;
  /** The same page in other languages, by language tag; the page itself among them. */
  languages?: readonly { language: string; href: string }[];
  /** The home page has its own large search box. */
  ownSearch?: boolean;
};
