// The look of a site as safe tokens: one colour, two pictures, a mood with its days. Nobody writes style sheets or templates.
import { isCivilDate, type CivilDate } from '@tongming/law';
import { z } from 'zod';

export const moods = ['ordinary', 'festival', 'mourning'] as const;
export type Mood = (typeof moods)[number];

const colour = z.string().regex(/^#[0-9a-f]{6}$/i).transform((text) => text.toLowerCase());
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value));

/** `brandDark`: the same on dark pages; null = a lighter tone of `brand` that can be read there. Days include both ends. */
export const themeSchema = z.object({
  brand: colour.nullable().default(null), brandDark: colour.nullable().default(null),
  emblem: hash.nullable().default(null), banner: hash.nullable().default(null),
  mood: z.enum(moods).default('ordinary'), moodFrom: day.nullable().default(null), moodTo: day.nullable().default(null),
});
export type Theme = z.output<typeof themeSchema>;
export const plainTheme: Theme = themeSchema.parse({});

export function readTheme(value: unknown): Theme {
  const read = themeSchema.safeParse(value);
  return read.success ? read.data : plainTheme;
}

/** The mood on a day. */
export function moodOn(theme: Theme, on: CivilDate): Mood {
  const begun = theme.moodFrom === null || theme.moodFrom <= on;
  const over = theme.moodTo !== null && theme.moodTo < on;
  return begun && !over ? theme.mood : 'ordinary';
}

/** Grounds on which text in the brand colour stands: page and quiet areas, in the light and in the dark. */
export const grounds = { light: ['#ffffff', '#f6f7f9'], dark: ['#14171b', '#1c2026'] } as const;
/** WCAG 2.2, 1.4.3 (AA). */
export const leastContrast = 4.5;

type Rgb = readonly [number, number, number];

function rgbOf(text: string): Rgb {
  const part = (at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(text: string): number {
  const light = (part: number): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = rgbOf(text);
  return 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
}

/** From 1 to 21, as WCAG counts it. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The worst contrast of a colour on the grounds of one way of showing. */
export function worstContrast(text: string, way: keyof typeof grounds): number {
  return Math.min(...grounds[way].map((ground) => contrast(text, ground)));
}

export function mix(text: string, with_: string, share: number): string {
  const [a, b] = [rgbOf(text), rgbOf(with_)];
  const between = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * share;
  return hexOf([between(0), between(1), between(2)]);
}

/** The first lighter tone that can be read well on dark pages. */
export function darkTone(brand: string): string {
  for (let share = 0.2; share < 1; share += 0.1) {
    const tone = mix(brand, '#ffffff', share);
    if (worstContrast(tone, 'dark') >= 7) return tone;
  }
  return '#ffffff';
}

/** The site's own style sheet, small and made of checked values only; null when there is nothing to say. */
export function themeCss(theme: Theme, picture: (hash: string) => string): string | null {
  const { brand, banner } = theme;
  const rules: string[] = [];
  if (brand !== null) {
    const dark = theme.brandDark ?? darkTone(brand);
    const deep = mix(brand, '#000000', 0.22);
    rules.push(
      `:root{--brand:${brand};--brand-deep:${deep};--fill:${brand};--fill-deep:${deep};--brand-wash:${mix(brand, '#ffffff', 0.92)}}`,
      `@media (prefers-color-scheme:dark){:root{--brand:${dark};--brand-deep:${mix(dark, '#ffffff', 0.3)};--brand-wash:${mix(dark, '#14171b', 0.85)}}}`,
    );
  }
  if (banner !== null) rules.push(`.site-banner{background-image:url("${picture(banner)}")}`);
  return rules.length === 0 ? null : rules.join('\n');
}
