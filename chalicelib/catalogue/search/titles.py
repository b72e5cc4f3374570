"""What the values of a classification are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.elements.item_types import ITEM_TYPES
from chalicelib.catalogue.search.lists import LIST_TITLES

TITLES: Mapping[str, Mapping[Any, str]] = {
    "item_type": {item_type.name: item_type.title for item_type in ITEM_TYPES},
    "applicant": {
        "natural_person": "自然人",
        "legal_person": "法人",
        "enterprise": "企业法人",
        "institution": "事业法人",
        "social_organisation": "社会组织法人",
        "government_body": "行政机关",
        "individual_business": "个体工商户",
        "other_organisation": "其他组织",
    },
    "level": {
        "national": "国家级",
        "province": "省级",
        "city": "市级",
        "county": "县级",
        "township": "乡镇（街道）级",
        "village": "村（社区）级",
        "split": "分级办理",
    },
    "channel": {
        "miniprogram": "小程序",
        "h5": "网页",
        "window": "窗口",
        "kiosk": "自助终端",
        "hotline": "热线电话",
        "door": "上门服务",
    },
    "mode": {
        "at_once": "马上办",
        "online": "网上办",
        "one_visit": "一次办",
        "nearby": "就近办",
        "self_service": "自助办",
        "mobile": "掌上办",
    },
    "depth": {1: "信息发布", 2: "网上预约", 3: "网上申请", 4: "全程网办"},
    "list": LIST_TITLES,
}
