"""What the full tour asks a page about itself, in the browser."""

from playwright.sync_api import Page

MOST_STOPS = 400

# Text that a box cuts off. What only screen readers get is a pixel wide on purpose.
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(box => {
  const style = getComputedStyle(box);
  if (style.visibility === 'hidden' || box.clientWidth <= 1) return false;
  if (box.closest('svg') || !box.textContent.trim()) return false;
  if (/^(INPUT|TEXTAREA|SELECT|OPTION)$/.test(box.tagName)) return false;
  const cuts = value => value === 'hidden' || value === 'clip';
  return (cuts(style.overflowX) && box.scrollWidth > box.clientWidth + 1)
      || (cuts(style.overflowY) && box.scrollHeight > box.clientHeight + 1);
}).map(box => box.tagName + '.' + box.className + ': ' + box.textContent.trim().slice(0, 40))"""

# WCAG 1.4.12: what a reader may set, and nothing may get lost.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

# Of the element in focus: what is wrong with it, and whether the round has come back to its beginning.
FOCUS = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));  // the page scrolls to it
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return {end: true};
  const again = here.dataset.seenByTab === '1';
  here.dataset.seenByTab = '1';
  const isTick = here.matches('input[type=radio], input[type=checkbox]');
  const shown = (isTick && here.closest('label')) || here;
  const words = (shown.textContent || here.name || '').trim().slice(0, 30);
  const name = here.tagName + (here.id ? '#' + here.id : '') + ' ' + words;
  const faults = [];
  const box = shown.getBoundingClientRect();
  if (!box.width || !box.height) faults.push('has no size');
  const fits = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!fits) faults.push('is out of view');
  const isMarked = each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  if (![here, shown, here.parentElement].some(isMarked)) faults.push('shows no focus');
  // The middle of a district may lie in its neighbour; a link of two lines is looked at on its first.
  if (fits && !shown.closest('svg')) {
    const line = shown.getClientRects()[0];
    const x = Math.min(Math.max(line.left + line.width / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(line.top + Math.min(line.height / 2, 20), 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    const labels = [...here.labels || []];
    const isOwn = top && (shown.contains(top) || top.contains(shown) || labels.some(label => label.contains(top)));
    if (!isOwn) faults.push('is covered by ' + (top ? top.tagName + '.' + top.className : 'nothing'));
  }
  return {end: again, name, faults};
}"""


def clipped(page: Page) -> list[str]:
    return [str(box) for box in page.evaluate(CLIPPED)]


def faults_of_focus(page: Page) -> list[str]:
    """Tab through everything that takes the focus, until it comes round."""
    faults: list[str] = []
    for stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found["end"]:
            return faults if stop else ["nothing takes the focus"]
        faults += [f"{found['name']} {fault}" for fault in found["faults"]]
    return [*faults, f"no end after {MOST_STOPS} stops: the focus is trapped"]
