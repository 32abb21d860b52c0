"""What partners call their columns → our fields. A proposal; a person's mapping goes before it."""

import re
from functools import cache

# The longest phrase found in a heading decides.
_PHRASES = """
title: длъжност, наименование на длъжността, позиция, свободно работно място, наименование, обява, заглавие
title: име на курса, курс, тема на обучението, job title, title, position, vacancy
employer: работодател, фирма, фирма работодател, име на работодателя, предприятие, employer, company
settlement: населено място, месторабота, място на работа, място на работното място, град, град село, село
settlement: населено място на работното място, място на провеждане, place of work, city
municipality: община, municipality
district: област, district, region
address: адрес, адрес на работното място, address
postcode: пощенски код, п к
ekatte: екатте, ekatte, код по екатте
country: държава, страна, country
positions: брой, бр, брой места, брой работни места, свободни места, брой свободни места, брой срм
positions: брой свободни работни места, работни места, positions
reference: номер на обявата, обява номер, номер на заявката, номер на заявка, заявка, идентификатор, id
reference: код на обявата, входящ номер, вх номер, reference
occupation_code: нкпд, код по нкпд, код нкпд, код на длъжността, isco, esco
education: образование, изисквано образование, изискване за образование, степен на образование, education
experience: опит, стаж, трудов стаж, професионален опит, изискван опит, experience
wage: заплата, възнаграждение, трудово възнаграждение, работна заплата, основна заплата, месечно възнаграждение
wage: брутно възнаграждение, размер на възнаграждението, salary, wage, pay
contract: договор, вид договор, вид на договора, трудов договор, срок на договора, вид заетост, contract
working_time: работно време, продължителност на работното време, работен ден, working time
shift: смени, сменност, режим на работа, shift
benefits: придобивки, социални придобивки, допълнителни придобивки, benefits
transport: транспорт, осигурен транспорт, transport
housing: квартира, настаняване, жилище, housing
phone: телефон, тел, телефон за контакти, телефон за контакт, тел за контакт, тел за контакти, gsm, phone
contact: контакти, контакт, лице за контакт, лице за контакти, за контакти, contact
email: e mail, email, имейл, електронна поща, ел поща, мейл
valid_until: валидна до, валидност, краен срок, срок, активна до, срок за кандидатстване, до дата, срок на обявата
valid_until: valid until, deadline
published: дата, дата на обявяване, публикувана, обявена на, дата на заявката, дата на обявата, published
text: описание, изисквания, допълнителни изисквания, други изисквания, бележки, забележка, задължения
text: длъжностна характеристика, описание на длъжността, съдържание, description
labour_office: дбт, бюро по труда, дирекция бюро по труда, labour office
apply: начин на кандидатстване, кандидатстване, необходими документи, документи за кандидатстване
link: линк, връзка, интернет адрес, адрес на обявата, url, link
provider: обучаваща организация, цпо, център за професионално обучение, организатор, provider
licence: лиценз, лицензия, номер на лицензията, licence
profession: професия, специалност, професия специалност, profession
hours: часове, брой часове, хорариум, учебни часове, hours
form: форма на обучение, форма
schedule: график, занятия, schedule
starts: начало, начална дата, започва, дата на започване, starts
ends: край, крайна дата, ends
enrol_until: записване до, срок за записване, краен срок за записване
price: цена, такса, price
voucher: ваучер, с ваучер, voucher
certificate: удостоверение, свидетелство, издаван документ, certificate
programme: програма, programme
procedure_code: код на процедурата, номер на процедурата, номер на процедура, процедура номер
who_may_apply: кандидати, допустими кандидати, кой може да кандидатства
amount_total: бюджет, общ бюджет, budget
opens: начален срок, отваря на
closes: краен срок за подаване, затваря на
"""
_RUNNING_NUMBER = ("", "номер", "номер по ред", "по ред", "пореден номер", "no", "nr", "n")
_WORD = re.compile(r"[^\W_]+")


@cache
def _known() -> dict[str, str]:
    lines = (line.partition(": ") for line in _PHRASES.strip().splitlines())
    return {phrase: field for field, _, phrases in lines for phrase in phrases.split(", ")}


def folded(heading: str) -> str:
    """Lower case, words alone, the sign № spelt out."""
    return " ".join(_WORD.findall(heading[:300].lower().replace("№", " номер ").replace("n°", " номер ")))


def suggest(heading: str) -> str:
    """The field that a heading seems to mean; "" when none. Of „Контакти / Телефон“ the nearer part is heard first."""
    upper, _, lower = heading.rpartition(" / ")
    return _meaning(lower) or _meaning(upper)


def _meaning(heading: str) -> str:
    words = folded(heading)
    if words in _RUNNING_NUMBER:
        return ""
    if exact := _known().get(words):
        return exact
    inside = [phrase for phrase in _known() if f" {phrase} " in f" {words} "]
    return _known()[max(inside, key=len)] if inside else ""
