/** Other patterns a regular expression could have been: an anchor gone, a quantifier gone, a class or a look-around turned round. */
export function regexVariants(literal: string): string[] {
  const end = literal.lastIndexOf('/');
  const [pattern, flags] = [literal.slice(1, end), literal.slice(end)];
  return tokensOf(pattern)
    .flatMap(({ at, text }) => changed(text).map((other) => pattern.slice(0, at) + other + pattern.slice(at + text.length)))
    .filter((other) => other !== '' && compiles(other, flags.slice(1)))
    .map((other) => `/${other}${flags}`);
}

const TOKEN = /\\[pP]\{[^}]*\}|\\.|\[\^?|\(\?<?[=!]|\(\?:|[\^$]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;

/** The pattern cut into pieces; what stands inside a class is left alone. */
function tokensOf(pattern: string): { at: number; text: string }[] {
  const tokens: { at: number; text: string }[] = [];
  let inClass = false;
  for (const m of pattern.matchAll(TOKEN)) {
    const [text] = m;
    if (inClass) inClass = text !== ']';
    else {
      inClass = text.startsWith('[');
      tokens.push({ at: m.index, text });
    }
  }
  return tokens;
}

function changed(token: string): string[] {
  if (token === '^' || token === '$') return [''];
  if (/^[*+?{]/.test(token) && token.length > 0 && token !== '{') return [''];
  if (token === '[') return ['[^'];
  if (token === '[^') return ['['];
  if (/^\(\?<?[=!]$/.test(token)) return [token.endsWith('=') ? `${token.slice(0, -1)}!` : `${token.slice(0, -1)}=`];
  const shorthand = /^\\([dDsSwW])$/.exec(token)?.[1];
  if (shorthand) return [`\\${shorthand === shorthand.toLowerCase() ? shorthand.toUpperCase() : shorthand.toLowerCase()}`];
  return [];
}

function compiles(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
