/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/no-unused-expressions */
// @ts-nocheck: runs in the page, where everything is known that Node does not know.
({
  sideways: () => document.documentElement.scrollWidth - innerWidth,

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
});
