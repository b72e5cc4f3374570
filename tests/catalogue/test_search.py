"""What a search finds, in which order, and how it counts."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest

from chalicelib.catalogue.search.building import with_pinyin
from chalicelib.catalogue.search.classes import FIELDS
from chalicelib.catalogue.search.columns import columns_of, decoded, encoded
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.finding import Page, find
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.lists import LISTS, on_list
from chalicelib.catalogue.search.ranks import Key
from chalicelib.catalogue.search.snapshot import Snapshot, overlaid, segment
from chalicelib.catalogue.search.words import plain
from chalicelib.shared.divisions import contains
from infra.bench.corpus import corpus
from tests.catalogue.entries import entry

CITY = corpus(400)
ALL = 10_000


def snapshot_of(*entries: Entry) -> Snapshot:
    ordered = sorted(entries, key=lambda one: one.item_code)
    return (segment(Index(with_pinyin(columns_of(ordered)))),)


@pytest.fixture(scope="module")
def city() -> Snapshot:
    return snapshot_of(*CITY)


@pytest.fixture(scope="module")
def stored() -> bytes:
    return encoded(with_pinyin(columns_of(corpus())), 1)


def codes(page: Page) -> list[str]:
    return [hit.entry.item_code for hit in page.hits]


def found(snapshot: Snapshot, query: str | None, **chosen: object) -> list[str]:
    return codes(find(snapshot, query, Filters(chosen), ALL))


def names(snapshot: Snapshot, query: str) -> list[str]:
    return [hit.entry.name for hit in find(snapshot, query, Filters(), ALL).hits]


# What must be found


def test_every_item_by_its_name_before_all_others(city: Snapshot) -> None:
    for one in CITY:
        same = {other.item_code for other in CITY if plain(other.name) == plain(one.name)}
        assert one.item_code in found(city, one.name[:50])[: len(same)]


def test_every_item_by_each_alias_and_keyword(city: Snapshot) -> None:
    for one in CITY[::7]:
        for word in (*one.aliases, *one.keywords):
            assert one.item_code in found(city, word), word


def test_every_item_by_initials_and_by_pinyin(city: Snapshot) -> None:
    lines = city[0].within.columns.pinyin
    for one, written in list(zip(CITY, lines, strict=True))[::7]:
        syllables = written.split("\n")[1].split()
        assert one.item_code in found(city, "".join(syllable[0] for syllable in syllables)), one.name
        assert one.item_code in found(city, "".join(syllables)[:50].upper()), one.name


def test_every_item_by_its_name_with_one_wrong_one_missing_or_one_more_character(city: Snapshot) -> None:
    random = Random(1)
    for one in CITY[::5]:
        name = plain(one.name)
        at = random.randrange(len(name))
        for wrong in (f"{name[:at]}龘{name[at + 1 :]}", f"{name[:at]}{name[at + 1 :]}", f"{name[:at]}龘{name[at:]}"):
            if len(wrong) >= 3:
                assert one.item_code in found(city, wrong), wrong


def test_a_wrong_name_that_is_another_items_finds_both() -> None:
    both = snapshot_of(entry("1", "居住证申领", aliases=()), entry("2", "居住证申请", aliases=()))
    assert found(both, "居住证申请") == ["2", "1"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("怎么办居住证", "居住证申领"),
        ("请问居住证在哪里办理？", "居住证申领"),
        ("办理食品许可证", "食品经营许可证核发"),
        ("高龄补贴怎么领", "老年人高龄津贴"),
        ("ＪＺＺ", "居住证申领"),
        ("jzzsl", "居住证申领"),
        ("juzhuz", "居住证申领"),
        ("居住证申領", "居住证申领"),
        ("居住 申领", "居住证申领"),
        ("公安局 居住证", "居住证申领"),
        ("jzz 公安局", "居住证申领"),
        ("流动人口", "居住证申领"),
        ("户籍", "居住证申领"),
        ("s005", "居住证申领"),
        ("II类", "超限运输车辆行驶公路许可(Ⅱ类)"),
        ("许可（ii类）", "超限运输车辆行驶公路许可(Ⅱ类)"),
        ("绿化", "占用城市绿化用地审批"),
        ("lvhua", "占用城市绿化用地审批"),
        ("jizhuzheng", None),
        ("zh", None),
        ("护照", None),
        ("证居", None),
        ("我要去开一家饭店", "食品经营许可证核发"),
        ("结婚需要带什么", "结婚登记"),
        ("社保", "社会保险登记"),
        ("社保卡", "社会保障卡申领"),
        ("上班路上受伤了", "工伤认定"),
        ("我妈八十岁了能领什么津贴", "老年人高龄津贴"),
        ("施工许可证", None),
        ("怎么办理登记", "结婚登记"),
    ],
)
def test_what_people_type(query: str, name: str | None) -> None:
    other = {"aliases": (), "keywords": (), "department_name": "市政府", "themes": ()}
    shop = snapshot_of(
        entry("S005"),
        entry("S006", "食品经营许可证核发", **{**other, "keywords": ("开饭店",)}),
        entry("S007", "老年人高龄津贴", **other),
        entry("S008", "超限运输车辆行驶公路许可(Ⅱ类)", **other),
        entry("S009", "占用城市绿化用地审批", **other),
        entry("S010", "结婚登记", **other),
        entry("S011", "社会保险登记", **other),
        entry("S012", "社会保障卡申领", **other),
        entry("S013", "工伤认定", **{**other, "keywords": ("上班受伤",)}),
    )
    best = names(shop, query)[:1]
    assert best == ([name] if name else best if query == "zh" else [])


def test_what_has_half_of_a_question_goes_alone_and_what_is_done_finds_nothing_by_itself() -> None:
    other = {"aliases": (), "keywords": (), "department_name": "市政府", "themes": ()}
    made = snapshot_of(
        entry("1", "工伤认定", **{**other, "keywords": ("上班受伤",)}),
        entry("2", "弹性上班补助", **other),
        entry("3", "收养登记变更", **other),
    )
    assert found(made, "上班路受伤") == ["1"]
    assert found(made, "上班路上") == ["1", "2"]
    assert found(made, "公司登记变更") == []


def test_the_order_of_what_is_found() -> None:
    other = {"aliases": (), "keywords": (), "department_name": "市政府", "themes": ()}
    made = {
        "name": entry("9", "居住证", **other),
        "alias": entry("8", "来昆人员凭证", **{**other, "aliases": ("居住证",)}),
        "beginning": entry("7", "居住证签注", **other),
        "within": entry("6", "港澳台居民居住证申领", **other),
        "keyword": entry("4", "来昆人员登记", **{**other, "keywords": ("居住证",)}),
        "similar": entry("3", "居民证", **other),
    }
    page = find(snapshot_of(*made.values()), "居住证", Filters(), ALL)
    assert [(hit.found_by, hit.entry) for hit in page.hits] == list(made.items())
    assert page.meant is None


def test_short_names_go_first_then_codes() -> None:
    made = snapshot_of(entry("2", "许可甲"), entry("1", "许可乙"), entry("0", "许可很长的"))
    assert found(made, "许可") == ["1", "2", "0"]
    assert found(made, None) == ["0", "1", "2"]


def test_what_was_meant_is_told_only_if_nothing_is_written_so() -> None:
    made = snapshot_of(entry("1", "港澳台居民居住证申领", aliases=()))
    assert find(made, "居民居柱证", Filters(), 9).meant == "居民居住证"
    assert find(made, "居住", Filters(), 9).meant is None
    assert find(made, "护照", Filters(), 9).meant is None


@pytest.mark.parametrize(("query", "meant"), [("居住证丢", None), ("居柱证", "居住证"), ("人居住证", "居住证")])
def test_what_was_meant_is_a_word_not_a_piece_of_one(query: str, meant: str | None) -> None:
    page = find(snapshot_of(entry("1", "居住证申领", aliases=())), query, Filters(), 9)
    assert (page.total, page.meant) == (1, meant)


# What must not be found


def test_what_changed_since_the_index_counts_at_once(city: Snapshot) -> None:
    gone, changed = CITY[3], CITY[5]._replace(name="龘龘龘证")
    fresh = entry("ZZ", "新鲜事项")
    pending = {gone.item_code: None, changed.item_code: changed, fresh.item_code: fresh}
    now = overlaid(city[0], pending)
    everything = found(now, None)
    assert everything == sorted({*(one.item_code for one in CITY), "ZZ"} - {gone.item_code})
    assert gone.item_code not in found(now, gone.name[:50])
    assert found(now, "龘龘龘证") == [changed.item_code]
    assert found(now, "新鲜事项") == ["ZZ"]
    page = find(now, None, Filters(), 1)
    assert page.total == len(CITY)
    assert sum(value.entries for value in page.facets["item_type"]) == len(CITY)


@pytest.mark.parametrize("limit", [1, 7, 60, 100])
@pytest.mark.parametrize("query", [None, "许可", "许可龘", "证"])
def test_pages_hold_everything_once(city: Snapshot, limit: int, query: str | None) -> None:
    now = overlaid(city[0], {CITY[3].item_code: None, "ZZ": entry("ZZ", "新许可证")})
    paged: list[str] = []
    after: Key | None = None
    while True:
        page = find(now, query, Filters(), limit, after)
        paged += codes(page)
        assert len(page.hits) <= limit
        if (after := page.after) is None:
            break
    assert paged == found(now, query)
    assert len(paged) == len(set(paged)) == page.total


# Filters and counts


def values_of(one: Entry, name: str) -> tuple[object, ...]:
    if name == "list":
        return tuple(listed for listed in LISTS if on_list(one, listed))
    value = getattr(one, FIELDS[name])
    return value if isinstance(value, tuple) else () if value is None else (value,)


def passes(one: Entry, chosen: dict[str, object], but: str | None = None) -> bool:
    return all(
        any(contains(area, str(value)) for area in one.divisions)
        if name == "division"
        else value in values_of(one, name)
        for name, value in chosen.items()
        if name != but
    )


@pytest.mark.parametrize("query", [None, "许可"])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"mode": "online"},
        {"division": "530103002000", "applicant": "natural_person"},
        {"department": "03", "theme": "准营准办", "depth": 3},
        {"list": "at_most_one_trip", "item_type": "reward", "level": "city", "channel": "window"},
        {"theme": "没有这个主题", "mode": "mobile"},
    ],
)
def test_filters_and_counts_are_what_counting_one_by_one_gives(
    city: Snapshot, query: str | None, chosen: dict[str, object]
) -> None:
    fitting = [one for one in CITY if query is None or one.item_code in set(found(city, query))]
    page = find(city, query, Filters(chosen), ALL)
    assert sorted(codes(page)) == [one.item_code for one in fitting if passes(one, chosen)]
    for name in (*FIELDS, "list"):
        among = [one for one in fitting if passes(one, chosen, but=name)]
        values = {value for one in among for value in values_of(one, name)}
        told = {each.value: each.entries for each in page.facets[name]}
        counted = {value: sum(value in values_of(one, name) for one in among) for value in values}
        assert {value: count for value, count in told.items() if count} == counted
        assert set(told) - set(counted) <= {chosen.get(name)}


def test_divisions_are_offered_a_level_at_a_time_and_count_what_is_handled_there() -> None:
    made = snapshot_of(
        entry("1", divisions=("530100000000",)),
        entry("2", divisions=("530102000000", "530103000000")),
        entry("3", divisions=("530102001000",)),
    )
    everywhere = {each.value: each.entries for each in find(made, None, Filters(), 9).facets["division"]}
    assert everywhere == {"530100000000": 1, "530102000000": 2, "530103000000": 2}
    page = find(made, None, Filters({"division": "530102000000"}), 9)
    assert codes(page) == ["1", "2"]
    assert {each.value: each.entries for each in page.facets["division"]} == {"530102000000": 2, "530102001000": 3}


def test_a_former_division_finds_what_is_handled_where_it_went() -> None:
    made = snapshot_of(entry("1", divisions=("530114000000",)), entry("2", divisions=("530121000000",)))
    assert codes(find(made, None, Filters({"division": "530121000000"}, now=("530114000000",)), 9)) == ["1", "2"]
    there = Filters({"division": "530114000000"}, formerly=("530121000000",))
    assert codes(find(made, None, there, 9)) == ["1", "2"]


def test_what_a_value_is_called_is_told(city: Snapshot) -> None:
    facets = find(city, None, Filters({"mode": "nearby"}), 1).facets
    assert facets["mode"][0]._asdict() == {"value": "nearby", "title": "就近办", "entries": facets["mode"][0].entries}
    assert all(each.title for name in facets for each in facets[name] if name not in ("theme", "division"))


# Size and time


def test_an_index_of_a_whole_city_is_small_and_comes_back_as_it_was(stored: bytes) -> None:
    whole = corpus()
    assert len(whole) == 5000
    assert len(stored) < 2_000_000
    columns = decoded(stored)
    assert columns
    assert list(columns.entries()) == whole
    assert encoded(with_pinyin(columns_of(whole), columns), 1) == stored


def test_an_index_of_another_format_is_none() -> None:
    import json
    import zlib

    assert decoded(zlib.compress(json.dumps({"format": 99}).encode())) is None


HOSTILE = (
    "许" * 50,
    "证许可" * 16,
    "证 可 许 市 场 局 食 品 登 记 公 安 发 核 变 更 经 营 资 格 业",
    "许可登记核发变更延续注销补发备案食品经营许可审批换发撤销初审转移接续提取发放市场监督管理局卫",
    "a" * 50,
    "zh" * 25,
    "an en in " * 5,
    "hang" * 12,
    ".*(a+)+$[\\",
    "\x00\x01\n\t" * 12,
    "😀" * 50,
    "\ufdfa" * 50,
    "%_' OR 1=1--",
    "   ",
    "？！",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_takes_much_longer_than_loading_the_index(stored: bytes, query: str) -> None:
    began = process_time()
    columns = decoded(stored)
    assert columns
    whole = (segment(Index(columns)),)
    find(whole, "食品", Filters(), 20)
    loading = process_time() - began
    began = process_time()
    find(whole, query, Filters(), 20)
    assert process_time() - began < loading
