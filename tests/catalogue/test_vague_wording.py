"""Wording that leaves open what is meant is found, and wording that only looks like it is not."""

from __future__ import annotations

import pytest

from chalicelib.catalogue.checks.basis import names_nothing, only_a_notice
from chalicelib.catalogue.checks.vagueness import vague_phrase
from chalicelib.configuration.catalogue_lists import VAGUE_WORDING as PHRASES

VAGUE = (
    "其他材料",
    "其他材料。",
    "身份证、户口簿等材料",
    "申请表等相关证明材料",
    "法律、法规规定的其他条件",
    "法律、行政法规规定的其他材料",
    "法律法规和规章规定的其他材料",
    "视情况提供",
    "必要时提供原件",
    "其他相关证明文件",
    "其他证明材料(如有)",
    "审批部门认为需要提供的其他材料",
    "结婚证等证明材料",
    "其他需要提供的材料",
    "需要提交的其他文件",
    "其他相关材料",
    "主管部门要求的其他资料",
    "有关部门要求的材料",
    "根据实际情况补充",
    "视具体情况而定",
    "其他应当提供的材料",
    "相关证明材料",
    "婚姻状况等证明",
    "其它材料",
    "审批机关认为有必要提供的其他文件",
    "户口簿、结婚证等相关证件",
    "户口簿等证件",
    "场地使用证明等",
    "场地使用证明等。",
    "等等",
    "项目有关资料",
    "婚姻状况有关证明",
    "其他文件",
)
DEFINITE = (
    "其他组织证明文件",
    "其他组织的登记证书",
    "其他权利人同意书",
    "其他相关人身份证",
    "其他直系亲属身份证",
    "其他共有人签字的同意书",
    "其他需要办理公证的委托人身份证",
    "其他材料供应商合同",
    "依照法律、法规规定的其他组织",
    "法律规定的其他组织成立文件",
    "高等材料力学成绩单",
    "水泥、钢筋等材料采购合同",
    "等证明人签字",
    "中等证明",
    "重视情况说明",
    "近视情况检查报告",
    "探视情况记录",
    "必要时间证明",
    "不必要时不得收取",
    "爆破作业单位许可证或其他合法使用证明",
    "证明材料",
    "住所相关文件",
    "主管部门要求的技术参数检验报告",
    "设备设施布局流程材料",
    "伤残等级为三等",
    "男女平等",
    "特种设备等级证书",
    "等级保护备案证明",
    "与该项目有关联的证明人名单",
    "相关资料员的资格证",
    "其他文件保管人的授权书",
    "视力检查报告",
    "监护人同等学历证书",
)


@pytest.mark.parametrize("text", VAGUE)
def test_catch_all_wording_is_found(text: str) -> None:
    assert vague_phrase(text, PHRASES)


@pytest.mark.parametrize("text", DEFINITE)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert vague_phrase(text, PHRASES) is None


@pytest.mark.parametrize("phrases", [(), ("",), ("、",)])
def test_a_phrase_of_nothing_finds_nothing(phrases: tuple[str, ...]) -> None:
    assert vague_phrase("其他材料", phrases) is None


@pytest.mark.parametrize(
    "title",
    [
        *("同上", "同上。", "略", "无", "-", "相关规定", "有关文件", "国家有关规定", "相关法律法规", "现行政策"),
        *("社会保障卡管理相关规定", "按照上级文件执行", "有关法律规定", "省有关要求", "见上"),
    ],
)
def test_a_basis_that_names_nothing(title: str) -> None:
    assert names_nothing(title)


@pytest.mark.parametrize(
    "title",
    [
        *("《居住证暂行条例》第十条", "民法典", "民发〔2019〕62号", "国务院令第412号", "《行政许可法》及有关规定"),
        *("《关于做好有关工作的通知》", "国发[2014]47号等有关文件", "中华人民共和国公证法", "食品安全法及其实施条例"),
        *("无线电管理条例", "《同上学校管理办法》", "市政府令第8号规定的有关要求", "珠海市高龄老人政府津贴办事指南"),
    ],
)
def test_a_basis_that_can_be_looked_up(title: str) -> None:
    assert not names_nothing(title)


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("《关于规范许可工作的通知》", True),
        ("民发〔2019〕62号", True),
        ("高龄津贴办事指南", True),
        ("《某某意见》《某某方案》", True),
        ("《食品经营许可和备案管理办法》(市监总局令78号,2023-12-01起)", False),
        ("《护士条例》第八条", False),
        ("《某条例》;《关于施行某条例的通知》", False),
        ("国务院令第412号", False),
        ("民法典", False),
        ("《国务院对确需保留的行政审批项目设定行政许可的决定》", False),
    ],
)
def test_what_sets_no_licence(title: str, notice: bool) -> None:
    assert only_a_notice(title) is notice
