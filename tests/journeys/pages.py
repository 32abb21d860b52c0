"""Every page the journeys look at: one list for the quick tour and for the full one.

A public address without a page here fails tests/house/test_journeys.py.
"""

NO_SUCH_PAGE = "/tazi-stranica-ya-nyama/"

# Each template with what the demonstration holds; empty and refused states stand beside the full ones.
PUBLIC = [
    "/",
    "/en/",
    "/nuzhda/",
    "/nuzhda/work/",
    "/nuzhda/health-keep/",
    "/nuzhda/job-nearby/",
    "/nuzhda/job-nearby/list/",
    "/nuzhda/job-nearby/promyana/",
    "/nuzhda/emergency-now/",
    "/nuzhda/emergency-now/?lesno=1",
    "/nuzhda/emergency-now/list/?lesno=1",
    "/nuzhda/vaccine-info/",
    "/oblast/employment/",
    "/oblast/health/",
    "/resurs/noi-pik/",
    "/resurs/noi-pik/list/",
    "/resurs/noi-pik/promyana/",
    "/resurs/noi-pik/promyana/?thanks=1",
    "/en/resurs/noi-pik/",
    "/usluga/employment/",
    "/usluga/employment/list/",
    "/tarsene/",
    "/tarsene/?q=rabota",
    "/tarsene/?q=rabota&a=employment&k=resource&p=Враца&d=50",
    "/tarsene/?q=ыыыыы",
    "/tarsene/?q=дом&p=Няматакова",
    "/biblioteki/",
    "/biblioteki/?p=Пробуда",
    "/biblioteki/?p=Няматакова",
    "/biblioteki/?o=VRC",
    "/biblioteka/705/",
    "/biblioteka/D-1/",
    "/myasto/06505/",
    "/belezhka/",
    "/dostapnost/",
    "/dostapnost/obratna-vrazka/",
    "/dostapnost/obratna-vrazka/?thanks=1",
    "/lichni-danni/",
    "/pomosht/",
    "/vhod/",
    "/vhod/parola/",
    NO_SUCH_PAGE,
]
STAFF = [
    ("librarian", "/rabotno-myasto/"),
    ("librarian", "/rabotno-myasto/zadachi/"),
    ("librarian", "/rabotno-myasto/listovka/"),
    ("librarian", "/rabotno-myasto/chisla/"),
    ("librarian", "/rabotno-myasto/bez-internet/"),
    ("librarian", "/rabotno-myasto/list-za-broene/"),
    ("librarian", "/rabotno-myasto/ot-hartiya/"),
    ("librarian", "/rabotno-myasto/belezhka/"),
    ("librarian", "/rabotno-myasto/mrezha/D-1/"),
    ("librarian", "/rabotno-myasto/mrezha/D-1/vreme/"),
    ("librarian", "/rabotno-myasto/uslugi/D-1/"),
    ("office", "/rabotno-myasto/za-pregled/"),
    ("office", "/rabotno-myasto/resurs/"),
    ("office", "/rabotno-myasto/resurs/noi-pik/"),
    ("office", "/rabotno-myasto/nuzhda/job-nearby/"),
    ("office", "/rabotno-myasto/uslugi/"),
    ("office", "/rabotno-myasto/mrezha/"),
    ("office", "/rabotno-myasto/mrezha/nova/"),
    ("office", "/rabotno-myasto/mrezha/hora/"),
    ("office", "/rabotno-myasto/mrezha/institutsii/"),
    ("office", "/rabotno-myasto/dostapnost/"),
    ("office", "/vhod/vtora-stapka/"),
]
ALL = [("", path) for path in PUBLIC] + STAFF

# Forms that answer with their errors when they are sent as they stand.
REFUSED = [
    ("", "/resurs/noi-pik/promyana/"),
    ("", "/dostapnost/obratna-vrazka/"),
    ("", "/vhod/"),
    ("office", "/rabotno-myasto/resurs/"),
    ("office", "/rabotno-myasto/mrezha/nova/"),
    ("office", "/rabotno-myasto/mrezha/hora/"),
]

# Public addresses that are no page of ours.
NO_PAGE = {
    "robots": "a plain file",
    "security": "a plain file",
    "healthz": "one word for machines",
    "resources:need_pdf": "a PDF, read by its own tests",
    "resources:resource_pdf": "a PDF, read by its own tests",
    "network:choose_library": "takes a form, leads back",
    "network:big_type": "takes a form, leads back",
    "desk:worker": "a script",
}
