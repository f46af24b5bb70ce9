/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/no-unused-expressions */
// @ts-nocheck: runs in the page, where everything is known that Node does not know.
({
  sideways: () => document.documentElement.scrollWidth - innerWidth,

  /** Pixels beside the rail that the screen does not take, though it may be 1400 wide. */
  unused() {
    const main = document.querySelector('.shell .main');
    if (!main) return 0;
    const { left, width } = main.getBoundingClientRect();
    return Math.round(Math.max(0, Math.min(1400, document.documentElement.clientWidth - left) - width));
  },

  async violations() {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly });
    const node = ({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(node).join('\n')}`);
  },

  /** What a thumb must hit and is under 44 px. A link within a line of text is as high as its line. */
  tooSmall() {
    const small = [];
    for (const element of document.querySelectorAll('button, input, select, textarea, summary, .button, .bar-link')) {
      const target = element.closest('label') ?? element;
      const { width, height } = target.getBoundingClientRect();
      const seen = width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden';
      if (seen && (height < 43.5 || width < 43.5))
        small.push(`${element.outerHTML.slice(0, 120)} ${Math.round(width)}×${Math.round(height)}`);
    }
    return small;
  },

  /** Chinese words of the house on an English screen: none but what people wrote, which says its language (`lang`). */
  untranslated() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (/\p{Script=Han}/u.test(node.data) && !parent.closest('[lang=zh], script, noscript'))
        found.push(node.data.trim());
    }
    return found;
  },

  /** Whether what is empty says so, why, and what to do next; and figures that are none. */
  emptiness() {
    const main = document.querySelector('main');
    const brief = (element) => element.outerHTML.slice(0, 160);
    const all = (selector) => [...main.querySelectorAll(selector)];
    const without = (selector, child) =>
      all(selector)
        .filter((each) => !each.querySelector(child))
        .map(brief);
    const next = (empty) => empty.querySelector('a, button') || empty.querySelectorAll('p').length > 1;
    const lists = all('ul, ol, dl, tbody').filter((each) => each.childElementCount === 0);
    return {
      bare: [
        ...lists.map(brief),
        ...without('svg.map', '.map-mark'),
        ...without('svg.curve', 'path'),
        ...all('section.card')
          .filter((card) => !card.querySelector(':scope > :not(.card-head)'))
          .map(brief),
      ],
      nonsense:
        main.innerText.match(/.*(NaN|undefined|Infinity|\bnull\b|\[object|(^|[^\d.])0 ?\/ ?0([^\d.]|$)).*/gm) ?? [],
      unexplained: all('.empty')
        .filter((empty) => !next(empty))
        .map(brief),
      explained: all('.empty').map((empty) => empty.innerText.trim()),
    };
  },

  /** What a narrow window or large letters do to a screen: text cut off or spilt, what is touched one upon the other. */
  squeezed() {
    const brief = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
    const shown = (element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    };
    // For those who listen: a head of one pixel, and whatever is `away`.
    const heard = [...document.querySelectorAll('thead')].filter((head) => head.getBoundingClientRect().width <= 1);
    const all = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        !element.closest('.away, .skeleton, svg') && !heard.some((head) => head.contains(element)) && shown(element),
    );
    const hides = (style) => style.overflowX === 'hidden' || style.overflowX === 'clip';
    const scrolls = (style) => style.overflowX === 'auto' || style.overflowX === 'scroll';
    // The blocks whose lines are text of their own, in words that stand in them or in something inline.
    const blockOf = (element) =>
      /^(inline|contents)$/.test(getComputedStyle(element).display) ? blockOf(element.parentElement) : element;
    const letters = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.data.trim()) {
        const block = blockOf(node.parentElement);
        letters.set(block, (letters.get(block) ?? 0) + node.data.trim().length);
      }
    const found = { sideways: document.scrollingElement.scrollWidth - innerWidth, cut: [], unreachable: [], upon: [] };
    for (const element of all) {
      const style = getComputedStyle(element);
      const over = element.scrollWidth - element.clientWidth;
      // Half a letter: what a Chinese comma at a line's end hangs over by.
      if (element.clientWidth === 0 || over <= parseFloat(style.fontSize) / 2 || element.matches('input, select'))
        continue;
      // On purpose; the whole of it is a tap away.
      const shortened = style.textOverflow === 'ellipsis';
      if (scrolls(style)) {
        const named = element.matches('[aria-label], [aria-labelledby], dialog, main, nav');
        const focusable = element.tabIndex >= 0 || element.querySelector('a[href], button, [tabindex="0"]');
        if (!named || !focusable) found.unreachable.push(`${brief(element)} +${over}`);
      } else if (!shortened && (hides(style) || letters.has(element))) found.cut.push(`${brief(element)} +${over}`);
    }
    for (const element of all) {
      const style = getComputedStyle(element);
      const over = element.scrollHeight - element.clientHeight;
      if (style.overflowY === 'hidden' && over > 2 && element.clientHeight > 0 && element.innerText?.trim())
        found.cut.push(`${brief(element)} ↓${over}`);
    }
    // A word a line: room for it was left over, not given.
    for (const element of all) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      // Of what stands in it: a cell is as high as the highest of its row.
      const text = document.createRange();
      text.selectNodeContents(element);
      const lines = text.getBoundingClientRect().height / size;
      // The days of a month stand in two directions, which 1.4.10 excepts.
      if (
        letters.get(element) > 12 &&
        !element.closest('.month') &&
        element.clientWidth > 0 &&
        element.clientWidth < 3.5 * size &&
        lines > 6
      )
        found.cut.push(`${brief(element)} ${element.clientWidth} px wide`);
    }
    const touched = all.filter(
      (element) =>
        element.matches('a[href], button, select, summary, textarea, input:not([type=file])') &&
        !element.closest('[inert], .toasts, .bottom-bar, .form-bar, .pick-open, .skip'),
    );
    // As far as the list it stands in shows it: what is scrolled away lies under nothing.
    const scrollerOf = (element) =>
      !element || /auto|scroll/.test(getComputedStyle(element).overflowY) ? element : scrollerOf(element.parentElement);
    const boxes = touched.map((element) => {
      const seen = scrollerOf(element.parentElement)?.getBoundingClientRect();
      return [...element.getClientRects()]
        .map(({ left, right, top, bottom }) => ({
          ...{ left, right },
          top: seen ? Math.max(top, seen.top) : top,
          bottom: seen ? Math.min(bottom, seen.bottom) : bottom,
        }))
        .filter(({ left, right }) => right - left > 1);
    });
    for (let a = 0; a < touched.length; a++)
      for (let b = a + 1; b < touched.length; b++) {
        if (touched[a].contains(touched[b]) || touched[b].contains(touched[a])) continue;
        const meet = boxes[a].some((one) =>
          boxes[b].some(
            (other) =>
              Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1.5 &&
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1.5,
          ),
        );
        if (meet) found.upon.push(`${brief(touched[a])} ⟷ ${brief(touched[b])}`);
      }
    return Object.fromEntries(
      Object.entries(found).map(([key, some]) => [key, some.length > 6 ? some.slice(0, 6) : some]),
    );
  },

  /** What moves for longer than a blink, where somebody asked for less motion. */
  moving() {
    const longest = (text) =>
      Math.max(...text.split(',').map((one) => parseFloat(one) * (/[^m]s$/.test(one) ? 1000 : 1)));
    return [...document.querySelectorAll('*')]
      .map((element) => ({ element, style: getComputedStyle(element) }))
      .filter(({ style }) => Math.max(longest(style.animationDuration), longest(style.transitionDuration)) > 10)
      .map(({ element }) => element.outerHTML.slice(0, 120));
  },

  partsOfBar() {
    const drawn = (element, part) => {
      const { backgroundColor, backgroundImage, borderTopStyle, borderTopWidth } = getComputedStyle(element, part);
      return `${backgroundColor} ${backgroundImage} ${borderTopStyle} ${borderTopWidth}`;
    };
    const bar = document.querySelector('.plan-bar');
    return [drawn(bar, '::before'), ...[...bar.children].map((part) => drawn(part))];
  },

  /** Where the focus is, and whether one sees it: outlined, in sight, nothing before it. */
  async focus() {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const at = document.activeElement;
    if (!at || at === document.body) return { at: null };
    const seen = at.matches('.away, .choices-row input') ? (at.closest('label') ?? at) : at;
    const marked = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const { left, right, top, bottom } = seen.getBoundingClientRect();
    const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const front = document.elementFromPoint(x, y);
    const covered = inSight && front && !seen.contains(front) && !front.contains(seen) && !front.closest('label');
    return {
      at: at.outerHTML.replace(/\s+/g, ' ').slice(0, 140),
      shown: (marked(seen) || marked(at)) && inSight && !covered,
      inDialog: at.closest('dialog') !== null,
    };
  },
});
