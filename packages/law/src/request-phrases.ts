/** Where a clause may begin: what the agency asks for in its own voice stands there, what it narrates does not. */
const start = '(?<=^|[。；！？，、：:;!?,\\s])'
/** Where it ends: a stop, the end, or a closing courtesy. */
const end = '(?=为盼|为荷|为谢|[。；！？，;!?,]|\\s*$)'
const asking = '(?:现|特|谨)?(?:敬请|恳请|特请|谨请|呈请|请求|请)'
const verdict = '(?:批准|批示|批复|审批|核准|审定|指示|批转|同意|审示)'

const patterns: readonly RegExp[] = [
  /(?:妥否|当否|可否|是否妥当|是否可行|是否同意)[，,、]?\s*(?:敬|恳|特)?请[^。；！？\n]{0,12}?(?:批[示复准]?|指示|审[定批]?|复|示)/mu,
  new RegExp(`${start}${asking}[^，。；！？、：请\\n]{0,14}?(?:予以|给予|惠予|予)?${verdict}${end}`, 'mu'),
  /特此请示|请示如下|请示事项如下/u,
]

/** Quoted words and titles are talked about, not said. Their places are kept, so offsets stay true. */
function withoutQuotations(text: string): string {
  return text.replace(/“[^”]*”|「[^」]*」|《[^》]*》|‘[^’]*’/gu, (quoted) => '□'.repeat(quoted.length))
}

/**
 * The words in which a text asks its superior to decide (妥否，请批示; 请予批准; 特此请示), or null.
 * "请审阅", "报请市政府批准后实施" in a narration, and quoted phrases are not such words.
 */
export function carriesRequest(text: string): string | null {
  const said = withoutQuotations(text)
  for (const pattern of patterns) {
    const m = pattern.exec(said)
    if (m) return text.slice(m.index, m.index + m[0].length)
  }
  return null
}
