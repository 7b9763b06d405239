"""Whose site a host belongs to, among the providers outside the network."""

import pytest

from domain.removals.providers import ChannelKind, Provider, provider_of

VIDEO = Provider(
    code="video",
    names={"zh-Hans": "视频网", "en": "Video"},
    hosts=("video.example", "v.example.cn"),
    kind=ChannelKind.MAIL,
    channel="abuse@video.example",
    language="en",
)
SHOP = Provider(
    code="shop",
    names={"zh-Hans": "商城"},
    hosts=("shop.video.example",),
    kind=ChannelKind.PHONE,
    channel="400-100-2000",
)


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("video.example", "video"),
        ("VIDEO.example.", "video"),
        ("m.video.example", "video"),
        ("shop.video.example", "shop"),
        ("a.b.shop.video.example", "shop"),
        ("v.example.cn", "video"),
        ("example.cn", None),
        ("othervideo.example", None),
        ("example", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_belongs_to_its_nearest_parent_domain(host, code):
    found = provider_of((VIDEO, SHOP), host)
    assert (found.code if found else None) == code


def test_only_a_mail_address_is_written_to():
    assert VIDEO.mail == "abuse@video.example"
    assert SHOP.mail == ""


def test_a_name_is_in_the_readers_language_where_there_is_one():
    assert (VIDEO.name("en"), VIDEO.name("zh-Hans")) == ("Video", "视频网")
    assert SHOP.name("en") == "商城"


def test_a_provider_survives_json():
    assert Provider.from_document(VIDEO.to_document()) == VIDEO
