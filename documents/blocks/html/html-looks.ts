import type { MarkupElement } from '../markup.js';

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header html legend li main menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Nothing in these is a reader's text. */
const UNSEEN = new Set(
  (
    'applet area audio base button canvas col colgroup datalist embed frame frameset head iframe img input link map math meta ' +
    'noembed noframes noscript object option param progress script select source style svg template textarea title track video'
  ).split(' '),
);

/** How a browser sets an element, as far as the element itself says. */
export function looksOf(element: MarkupElement): 'hidden' | 'block' | 'inline' {
  const { name, attribs } = element;
  if (UNSEEN.has(name) || 'hidden' in attribs || attribs['aria-hidden'] === 'true') return 'hidden';
  const style = attribs.style ?? '';
  if (/display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(style)) return 'hidden';
  if (BLOCKS.has(name) || /display\s*:\s*(?:block|flex|grid|table|list-item)/i.test(style)) return 'block';
  return 'inline';
}

/** A part of a page that by its markup is the site's and not the text's: a menu, a footer, links to share it. */
export interface Zone {
  /** Named so by the element itself and not only by the word someone chose for its class. */
  sure: boolean;
}

const SURE_ROLES = /^(?:navigation|banner|contentinfo|complementary|search|menu|menubar)$/;
const NAMES =
  /(?:^|[\s_-])(?:top|main|sub|side|left|right|site|page|foot)?(?:nav|navbar|navigation|menus?|bread-?crumbs?|crumbs?|footer|copyright|share|bdsharebuttonbox|jiathis|sidebar|related|recommend|friend-?links?|pagination|pager)(?:$|[\s_-])/i;

/** The zone that `element` begins, else the one it stands in. A main heading is never the site's. */
export function zoneOf(element: MarkupElement, outer: Zone | null): Zone | null {
  const { name, attribs } = element;
  if (name === 'h1' || name === 'article' || name === 'main') return null;
  if (name === 'nav' || name === 'footer' || name === 'aside' || SURE_ROLES.test(attribs.role ?? ''))
    return { sure: true };
  if (name === 'header' && !standsInArticle(element)) return { sure: true };
  const named = NAMES.test((attribs.class ?? '').slice(0, 200)) || NAMES.test((attribs.id ?? '').slice(0, 200));
  return named && name !== 'body' && name !== 'html' ? { sure: false } : outer;
}

function standsInArticle(element: MarkupElement): boolean {
  for (let parent = element.parent; parent && 'attribs' in parent; parent = parent.parent) {
    if (parent.name === 'article' || parent.name === 'main') return true;
  }
  return false;
}
