"""Pages as the web has them, invented: alive, missing behind a 200, for sale, and hard to tell."""

PROSE = " ".join(
    f"Изречение номер {word} разказва какво дава службата, за кого е и какво трябва да носи човекът."
    for word in ("първо", "второ", "трето", "четвърто", "пето", "шесто", "седмо", "осмо", "девето", "десето") * 3
)


def page(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=bg><head><title>{title}</title>{head}</head><body>{body}</body></html>"


ALIVE = {
    "plain": page("Бюро по труда – Монтана", f"<main><h1>Бюро по труда</h1><p>{PROSE}</p></main>"),
    "short": page("Контакти", "<h1>Контакти</h1><p>Монтана, ул. „Трета“ 8, телефон 096 000 210, всеки ден 9–17:30</p>"),
    "404 new jobs": page("404 нови работни места в областта", "<h1>404 нови работни места</h1><p>Вижте ги.</p>"),
    "flat 404": page("Улица „Витоша“ 404, етаж 2", "<h1>Офис на ул. „Витоша“ 404</h1><p>Елате от 9 до 17 часа.</p>"),
    "about lost documents": page(
        "Изгубена лична карта",
        f"<h1>Изгубена лична карта</h1><p>Ако документът не е намерен, подайте молба.</p>{PROSE}",
    ),
    "advice on domains": page(
        "Как да купим домейн", f"<h1>Съвети</h1><p>Понякога домейнът се продава от друг.</p><p>{PROSE}</p>"
    ),
    "land for sale": page("Продават се имоти", "<h1>Имоти</h1><p>Общината продава земя за пасище в с. Росен дол.</p>"),
    "no longer in force": page(
        "Наредба", f"<h1>Наредба</h1><p>Услугата вече не съществува на хартия.</p><p>{PROSE}</p>"
    ),
}
SOFT_404 = {
    "bulgarian": page("Страницата не е намерена", "<h1>Опа</h1><p>Опитайте от началото.</p>"),
    "title with a number": page("404 – Агенция по заетостта", f"<nav>{PROSE}</nav><p>Началo</p>"),
    "error number": page("Грешка 404", f"<h1>Грешка 404</h1><p>{PROSE}</p>"),
    "polite": page("Агенция", "<h2>Съжаляваме</h2><p>Страницата, която търсите, не съществува или е преместена.</p>"),
    "searched": page("Портал", "<p>Търсената от вас страница липсва. Вижте картата на сайта.</p>"),
    "english": page("Page not found", "<h1>Oops</h1><p>Go home.</p>"),
    "english sentence": page("Portal", "<p>The requested URL was not found on this server.</p>"),
    "wordpress": page("Nothing found – Читалище", "<h1>Page could not be found</h1><p>Try searching.</p>"),
    "removed vacancy": page("Обяви", "<p>Обявата е изтрита. Вижте другите обяви.</p>"),
    "joomla": page("404 - Компонентът не е намерен", "<h1>404</h1><p>Компонентът не е намерен</p>"),
    "sharepoint": page("Error 404 - Not Found", "<p>404 NOT FOUND</p>"),
}
PARKED = {
    "for sale": page("montana-biblioteka.com", "<h1>This domain is for sale</h1><p>Make an offer.</p>"),
    "bulgarian seller": page("Домейнът се продава", "<p>Домейнът primer-biblioteka.bg се продава. Обадете се.</p>"),
    "seller's script": page(
        "Welcome", "<p>Related searches: Jobs</p>", '<script src="//www.sedoparking.com/x.js"></script>'
    ),
    "seller's frame": page("Loading", '<iframe src="https://d1.parkingcrew.net/land"></iframe>'),
    "expired": page("Expired", "<p>This domain has expired. If you own it, renew now.</p>"),
    "suspended": page("Account Suspended", "<h1>This account has been suspended.</h1>"),
    "free page": page("Parked", "<p>This web page is parked free, courtesy of a registrar. Parked domain.</p>"),
    "switched off": page("Хостинг", "<p>Сайтът е временно спрян. Свържете се с нас.</p>"),
}
# The same page on another day: only what changes by itself is different.
MONDAY = page(
    "НОИ – Новини",
    """<header>Днес е понеделник, 23 ноември 2026 г., 09:14 ч.</header><main><h1>Лично обезщетение</h1>
    <p>Публикувано на 23.11.2026 г.</p><p>Размерът е 398,81 евро. Телефон 0700 14 802.</p>
    <ul><li>лична карта</li><li>удостоверение</li></ul><p>Посещения: 10 232</p><p>преди 3 часа</p>
    <a href="/x?t=1" data-t="a8f3">още</a><p>ref a8f3c2d1e4b5f6a7b8c9</p></main><footer>© 2026</footer>""",
)
TUESDAY = page(
    "НОИ – Новини",
    """<header>Днес е вторник, 24 ноември 2026 г., 17:02 ч.</header><main><h1>Лично обезщетение</h1>
    <p>Публикувано на 24.11.2026 г.</p><ul><li>удостоверение</li><li>лична карта</li></ul>
    <p>Размерът е 398,81 евро.   Телефон 0700 14 802.</p><p>Посещения: 10 871</p><p>преди 27 часа</p>
    <a href="/x?t=2" data-t="b9e4">още</a><p>ref 00f3c2d1e4b5f6a7b8aa</p><!-- made in 3 ms --></main>
    <footer>© 2027</footer>""",
)
# What a reader would have to be told.
NEW_AMOUNT = MONDAY.replace("398,81", "412,30")
NEW_PHONE = MONDAY.replace("0700 14 802", "0700 14 803")
NEW_PAPER = MONDAY.replace("<li>удостоверение</li>", "<li>удостоверение</li><li>трудова книжка</li>")
EMPTY = {
    "nothing": "",
    "no markup": "   ",
    "a frame for a script": page("Портал", '<div id="app"></div><script>start()</script>'),
    "broken": "<html><body><p>Здрав",
    "bytes": "\x00\x01\x02",
}
