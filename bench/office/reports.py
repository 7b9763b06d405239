"""The reports of a shift: what each is, when it comes, and how it has to end; from a fixed seed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.case import Ground, Outcome
from domain.status import Status

SEED = 20261125
MINUTES_EACH = 2.4  # from one report to the next: 200 in eight hours
LAST_MINUTES = 30  # of the shift, in which no report comes
WAITING, WAITING_MINUTES = 0.2, 60  # of the reports come before the shift begins, and how long
BURST_AFTER = 0.2  # of the shift
UNIT, SITE, OTHER_UNIT = "hunan", "rednet", "hengyang"
BURST = 20  # reports in one minute
PAGES, REFUSED_PAGES = 8, 3  # pages that were decided before, and how many of them were refused
CHINESE, ENGLISH = "zh-hans", "en"
# How many of ten write in which language, where there are texts in others.
LANGUAGES = (*[CHINESE] * 7, *[ENGLISH] * 2, "other")
OTHERS = ("vi", "ru", "ja")


class Kind(StrEnum):
    """What a report is to the office."""

    CLEAR = "a clear page"
    KNOWN = "a page decided before"
    OUT_OF_REMIT = "out of remit"
    UNCLEAR = "cannot be located, and the question is answered"
    SILENT = "cannot be located, and the question is not answered"
    DUPLICATE = "the same page in a burst"
    SITE = "a page of a member site"
    TRANSFER = "for another unit"
    DANGER = "danger to life"
    CLOSED = "a closed category"


SHARES: Mapping[Kind, int] = {
    Kind.CLEAR: 90,
    Kind.KNOWN: 40,
    Kind.OUT_OF_REMIT: 20,
    Kind.UNCLEAR: 5,
    Kind.SILENT: 5,
    Kind.DUPLICATE: 16,
    Kind.SITE: 10,
    Kind.TRANSFER: 6,
    Kind.DANGER: 4,
    Kind.CLOSED: 4,
}
"""A day of 200 reports."""
FEW: Mapping[Kind, int] = dict.fromkeys(Kind, 1) | {
    Kind.CLEAR: 2,
    Kind.KNOWN: 2,
    Kind.DUPLICATE: 4,
}
"""One of each kind, and a small burst of the second clear page, enough to be joined at once."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends: its state, and its result where there is a decision."""

    status: Status
    result: Outcome | Ground | None = None


ENDINGS: Mapping[Kind, Ending] = {
    Kind.OUT_OF_REMIT: Ending(Status.NOT_ACCEPTED, Ground.OUT_OF_REMIT),
    Kind.UNCLEAR: Ending(Status.CLOSED, Outcome.RESTRICTED),
    Kind.SILENT: Ending(Status.NOT_ACCEPTED),
    Kind.DUPLICATE: Ending(Status.JOINED),
    Kind.SITE: Ending(Status.CLOSED, Outcome.REMOVED),
    Kind.TRANSFER: Ending(Status.SUBMITTED),
    Kind.DANGER: Ending(Status.CLOSED, Outcome.ALREADY_GONE),
    Kind.CLOSED: Ending(Status.CLOSED, Outcome.ALREADY_GONE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A report as it will come. `page` is the same for all reports of one page.

    `minute` counts from the beginning of the shift; what is negative waits when it begins.
    """

    kind: Kind
    language: str
    words: str
    category: str
    subcategory: str
    minute: float
    page: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class Subject:
    """A category and what people write about it, by language; `{n}` makes texts different."""

    category: str
    subcategory: str
    texts: Mapping[str, Sequence[str]]


INVESTMENT = Subject(
    "fraud",
    "investment",
    {
        CHINESE: (
            "这个网站说投{n}元一个月翻倍，我转了钱以后提现不了，客服也不回了。{page}",
            "老师带我们炒币，先让充{n}元，后来说要交保证金才能提现：{page}",
            "同事拉我进群，说内部理财稳赚，打开这个链接充了{n}元就被踢了 {page}",
            "我妈被这个理财平台骗走{n}元，页面还在，请尽快处理。{page}",
        ),
        ENGLISH: (
            "They promise to double {n} yuan within a month and then nobody pays out: {page}",
            "A trading teacher made us pay {n} yuan first. I cannot withdraw anything. {page}",
            "Fake investment platform, my uncle lost {n} yuan on it. {page}",
        ),
        "vi": ("Trang này hứa nhân đôi {n} tệ rồi không cho rút tiền: {page}",),
        "ru": ("Обещали удвоить {n} юаней, деньги не возвращают: {page}",),
        "ja": ("{n}元が倍になると言われて入金しましたが、出金できません。{page}",),
    },
)
PHISHING = Subject(
    "fraud",
    "phishing",
    {
        CHINESE: (
            "冒充银行的网站，要填卡号、密码和验证码，我填完少了{n}元。{page}",
            "短信说积分到期，点开是假的银行页面：{page} 尾号{n}的短信发来的",
            "仿冒运营商的页面，让人先交{n}元激活费 {page}",
        ),
        ENGLISH: (
            "This copies the page of a bank and asks for card and code. {n} yuan are gone. {page}",
            "A text message from {n} led me here; it is not the real bank: {page}",
        ),
        "ru": ("Сайт подделывает банк, списали {n} юаней: {page}",),
        "ja": ("銀行の偽サイトです。{n}元引き落とされました。{page}",),
    },
)
CASINO = Subject(
    "gambling",
    "casino",
    {
        CHINESE: (
            "网上赌场，注册送{n}元彩金，群里天天发这个链接：{page}",
            "我弟弟在这个棋牌网站输了{n}元，随便一个手机号就能注册。{page}",
            "首页写着百家乐、老虎机，充值{n}元起：{page}",
        ),
        ENGLISH: (
            "An online casino that gives {n} yuan to whoever signs up: {page}",
            "Slot machines for real money, from {n} yuan, no age check at all. {page}",
        ),
        "vi": ("Sòng bạc trực tuyến, tặng {n} tệ khi đăng ký: {page}",),
    },
)
HEALTH = Subject(
    "rumour",
    "health",
    {
        CHINESE: (
            "这篇文章说医院排队太久，{n}个人点赞，我觉得是在抹黑。{page}",
            "文章批评社区医院，{n}个人转发了，是不是谣言？{page}",
        ),
        ENGLISH: ("An article about long waits at the clinic, {n} likes. Is it a rumour? {page}",),
    },
)
CONSUMER = Subject(
    "other",
    "unlisted",
    {
        CHINESE: (
            "我在超市买的{n}元的锅用两天就坏了，店里不退。小票还在，请你们让他们退钱。",
            "楼上天天装修，噪音很大，物业{n}号楼管家不管，能不能处理一下。",
            "快递丢了，里面的东西值{n}元，快递公司只赔运费。",
        ),
        ENGLISH: (
            "The shop at the corner does not take back a pan for {n} yuan that broke at once.",
            "My parcel worth {n} yuan was lost and the carrier only pays the postage.",
        ),
    },
)
VAGUE = Subject(
    "fraud",
    "investment",
    {
        CHINESE: (
            "群里有人骗钱，说投{n}元稳赚，大家都信了，你们快管管。",
            "有个理财APP是骗人的，我被骗了{n}元。",
        ),
        ENGLISH: ("Somebody in a group cheats people with an investment, {n} yuan each.",),
    },
)
JOBS = Subject(
    "fraud",
    "fake_jobs",
    {
        CHINESE: (
            "衡阳的刷单团伙，地址在衡阳市解放路，先垫{n}元，网站：{page}",
            "衡阳一家公司招聘要交{n}元培训费，交了就联系不上。{page}",
        ),
        ENGLISH: ("A company in Hengyang takes {n} yuan for a job that does not exist: {page}",),
    },
)
SELF_HARM = Subject(
    "other",
    "self_harm",
    {
        CHINESE: ("直播间里有人说要从桥上跳下去，{n}人在看，还有人起哄。{page}",),
        ENGLISH: (
            "Somebody in this stream says that he will jump, {n} people watch. Help! {page}",
        ),
    },
)
CHILDREN = Subject(
    "sexual",
    "child_abuse",
    {
        CHINESE: ("这个网址有未成年人的不良内容，编号{n}。{page}",),
        ENGLISH: ("This address offers material with minors, number {n}. {page}",),
    },
)
SUBJECTS: Mapping[Kind, Sequence[Subject]] = {
    Kind.CLEAR: (INVESTMENT, PHISHING, CASINO),
    Kind.OUT_OF_REMIT: (CONSUMER,),
    Kind.UNCLEAR: (VAGUE,),
    Kind.SILENT: (VAGUE,),
    Kind.SITE: (PHISHING,),
    Kind.TRANSFER: (JOBS,),
    Kind.DANGER: (SELF_HARM,),
    Kind.CLOSED: (CHILDREN,),
}


def shift(counts: Mapping[Kind, int] = SHARES, seed: int = SEED) -> list[Planned]:
    """The reports of a shift in the order in which they come.

    The duplicates come in one minute, the page that they repeat first and others among them.
    """
    draw = random.Random(seed)
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    kinds.remove(Kind.CLEAR)  # the page of the burst
    others = [kind for kind in kinds if kind is not Kind.DUPLICATE]
    draw.shuffle(others)
    among = min(max(0, BURST - 1 - counts[Kind.DUPLICATE]), len(others) // 4)
    in_burst = [*[Kind.DUPLICATE] * counts[Kind.DUPLICATE], *others[:among]]
    draw.shuffle(in_burst)
    spread = others[among:]
    waiting = round(WAITING * len(spread))
    length = max(LAST_MINUTES * 2, MINUTES_EACH * len(kinds))
    minutes = [-draw.uniform(1, WAITING_MINUTES) for _ in range(waiting)]
    minutes += [draw.uniform(0, length - LAST_MINUTES) for _ in range(len(spread) - waiting)]
    makes = _Maker(draw)
    found = [makes.one(kind, minute) for kind, minute in zip(spread, sorted(minutes), strict=True)]
    begins = BURST_AFTER * length
    first = makes.one(Kind.CLEAR, begins)
    found.append(first)
    for place, kind in enumerate(in_burst, 1):
        found.append(makes.one(kind, begins + place / (len(in_burst) + 1), first))
    return sorted(found, key=lambda planned: planned.minute)


def decided_before(counts: Mapping[Kind, int] = SHARES, seed: int = SEED) -> list[Planned]:
    """The first report of each page that was decided before, the day before the shift."""
    makes = _Maker(random.Random(seed + 1))
    pages = min(PAGES, counts[Kind.KNOWN])
    return [makes.known(place, -24 * 60 + place) for place in _places(pages)]


def _places(pages: int) -> Iterator[int]:
    """Which pages are reported again: with two of them, one of each result."""
    return iter(range(pages) if pages > 2 else (0, PAGES - 1)[:pages])


class _Maker:
    """Makes reports, each with a number of its own."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self.made, self.known_made = draw, 0, 0

    def one(self, kind: Kind, minute: float, first: Planned | None = None) -> Planned:
        """A report of this kind; a duplicate repeats `first`."""
        if kind is Kind.KNOWN:
            self.known_made += 1
            place = (self.known_made - 1) * (PAGES - 1) % PAGES  # 0, 7, 6, …: both results early
            return self.known(place, minute)
        subject = self.draw.choice(SUBJECTS.get(kind, SUBJECTS[Kind.CLEAR]))
        page = f"https://{self._host(kind)}/{subject.subcategory}/{self.made}"
        if kind is Kind.DUPLICATE and first is not None:
            page = first.page
            subject = next(s for s in SUBJECTS[Kind.CLEAR] if s.subcategory == first.subcategory)
        return self._planned(kind, subject, minute, page, self._ending(kind))

    def known(self, place: int, minute: float) -> Planned:
        """A report of one of the pages that were decided before."""
        is_refused = place >= PAGES - REFUSED_PAGES
        subject = HEALTH if is_refused else INVESTMENT
        ending = (
            Ending(Status.NOT_ACCEPTED, Ground.NO_RULE_BROKEN)
            if is_refused
            else Ending(Status.CLOSED, Outcome.ALREADY_GONE)
        )
        page = f"https://known-{place}.example.com/page"
        return self._planned(Kind.KNOWN, subject, minute, page, ending)

    def _ending(self, kind: Kind) -> Ending:
        often = (Outcome.RESTRICTED, Outcome.RESTRICTED, Outcome.ALREADY_GONE)
        return ENDINGS.get(kind) or Ending(Status.CLOSED, often[self.made % len(often)])

    def _host(self, kind: Kind) -> str:
        return "rednet.cn" if kind is Kind.SITE else f"page-{self.made}.example.com"

    def _planned(
        self, kind: Kind, subject: Subject, minute: float, page: str, ending: Ending
    ) -> Planned:
        self.made += 1
        language = self.draw.choice(LANGUAGES)
        if language == "other":
            language = self.draw.choice([*(o for o in OTHERS if o in subject.texts), CHINESE])
        text = self.draw.choice(subject.texts[language])
        return Planned(
            kind=kind,
            language=language,
            words=text.format(page=page, n=self.draw.randrange(200, 90_000)),
            category=subject.category,
            subcategory=subject.subcategory,
            minute=minute,
            page=page,
            ending=ending,
        )
