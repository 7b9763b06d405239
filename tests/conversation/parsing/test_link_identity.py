"""Two addresses of one page come to the same form; those of two pages do not."""

import tomllib
from itertools import combinations

import pytest

from conversation.parsing.links import find_links
from conversation.parsing.lookups import Lookups
from conversation.parsing.shared_rules import SHARED, shared, with_own
from conversation.parsing.urls import normal_form
from domain.link_identity import Alias, LinkIdentity, SiteRule

NOTE = "https://www.xiaohongshu.com/discovery/item/68c0000000000000aaaa0001"
SAME = {
    "Xiaohongshu": [
        f"{NOTE}?source=webshare&xhsshare=pc_web&xsec_token=AAAA=&xsec_source=pc_share",
        f"{NOTE}?app_platform=ios&type=normal&xsec_token=BBBB=&shareRedId=XYZ&apptime=17&share_id=6c",
        "https://www.xiaohongshu.com/explore/68c0000000000000aaaa0001?xsec_token=C=",
    ],
    "Xiaohongshu, short": ["http://xhslink.com/a/Ab12?x=1", "http://xhslink.com/a/Ab12"],
    "Douyin": [
        "https://www.iesdouyin.com/share/video/7300000000000000001/?region=CN&mid=1&u_code=0&iid=9",
        "https://www.douyin.com/video/7300000000000000001?previous_page=web_code_link",
    ],
    "Douyin, short": ["https://v.douyin.com/iAbC/", "https://v.douyin.com/iAbC"],
    "Kuaishou": [
        "https://www.kuaishou.com/short-video/3xabc?authorId=1&streamSource=find&area=home",
        "https://www.kuaishou.com/short-video/3xabc?cc=share_copylink&shareId=77&fid=8",
    ],
    "Bilibili": [
        "https://www.bilibili.com/video/BV1xx411c7mD/?spm_id_from=333.1&vd_source=f0&t=12",
        "https://m.bilibili.com/video/BV1xx411c7mD?buvid=X&share_source=WEIXIN&timestamp=1",
    ],
    "Weibo": [
        "https://weibo.com/1234567890/AbCdEf?type=comment&from=page_100505&wvr=6",
        "https://weibo.com/1234567890/AbCdEf?refer_flag=1001030103_",
    ],
    "Weibo on a phone": [
        "https://m.weibo.cn/status/5000000000000001?sourceType=weixin&wm=3333_2001&featurecode=new",
        "https://m.weibo.cn/detail/5000000000000001",
    ],
    "WeChat": [
        "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2&sn=abc&chksm=def&scene=27#wechat_redirect",
        "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2&sn=abc&sharer_shareinfo=x&exportkey=n_1",
    ],
    "WeChat, short": [
        "https://mp.weixin.qq.com/s/AbC-1?scene=1&click_id=2",
        "https://mp.weixin.qq.com/s/AbC-1",
    ],
    "Taobao": [
        "https://item.taobao.com/item.htm?id=600001&spm=a1z10.1&ut_sk=1.X&sourceType=item&suid=F",
        "https://item.taobao.com/item.htm?ft.t=1&id=600001",
    ],
    "Tmall": [
        "https://detail.tmall.com/item.htm?id=600001&skuId=5&ali_refid=a3",
        "https://detail.tmall.com/item.htm?abbucket=2&id=600001",
    ],
    "JD": [
        "https://item.m.jd.com/product/1000001.html?gx=RnA&ad_od=share&utm_source=iosapp",
        "https://item.jd.com/1000001.html",
    ],
    "NetEase": [
        "https://www.163.com/dy/article/A1.html?spss=newsapp&spsnuid=kX%3D&spsdevid=C&spsshare=wx",
        "https://www.163.com/dy/article/A1.html?spstoken=ab&spsts=17&spsvid=",
    ],
    "Tencent News": [
        "https://view.inews.qq.com/a/20261101A01?uid=100&devid=5&qimei=6&shareto=wx",
        "https://view.inews.qq.com/a/20261101A01",
    ],
    "who shared it, on any site": [
        "https://a-one.com/p?id=2&share_from=11&Share_Uid=22&shareUserId=3&sharer=4&fromuid=5",
        "https://a-one.com/p;jsessionid=0A1B?id=2&PHPSESSID=3&access_token=4&share_to=wx",
        "https://a-one.com/p?id=2",
    ],
    "who shared it, in an address of an app": [
        "https://a-one.com/#/p?id=2&share_from=11",
        "https://a-one.com/#/p?shareUid=4&id=2",
    ],
    "Zhihu": [
        "https://www.zhihu.com/question/100/answer/200?utm_psn=1&share_code=x&utm_id=0",
        "https://www.zhihu.com/question/100/answer/200",
    ],
}
DIFFERENT = {
    "Xiaohongshu": [NOTE, f"{NOTE[:-1]}2", f"{NOTE}?anchorCommentId=5"],
    "Douyin": [
        "https://www.douyin.com/video/7300000000000000001",
        "https://www.douyin.com/user/MS4w?modal_id=7300000000000000002",
        "https://www.douyin.com/user/MS4w",
    ],
    "Bilibili": [
        "https://www.bilibili.com/video/BV1xx411c7mD?p=1",
        "https://www.bilibili.com/video/BV1xx411c7mD?p=2",
        "https://www.bilibili.com/video/BV1xx411c7mD?p=2&comment_root_id=4",
        "https://search.bilibili.com/all?keyword=a",
        "https://search.bilibili.com/all?keyword=b",
    ],
    "Weibo": [
        "https://weibo.com/1234567890/AbCdEf",
        "https://weibo.com/1234567890",
        "https://s.weibo.com/weibo?q=a",
        "https://s.weibo.com/weibo?q=b",
        "https://weibo.com/ttarticle/p/show?id=1",
        "https://weibo.com/ttarticle/p/show?id=2",
    ],
    "WeChat": [
        "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=1&sn=abc",
        "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2&sn=abd",
        "https://mp.weixin.qq.com/s/AbC-1",
    ],
    "Taobao": [
        "https://item.taobao.com/item.htm?id=600001",
        "https://item.taobao.com/item.htm?id=600002",
        "https://detail.tmall.com/item.htm?id=600001",
        "https://s.taobao.com/search?q=a",
        "https://s.taobao.com/search?q=b",
    ],
    "JD": [
        "https://item.jd.com/1000001.html",
        "https://item.jd.com/1000002.html",
        "https://item.m.jd.com/ware/view.action?wareId=1",
        "https://item.m.jd.com/ware/view.action?wareId=2",
    ],
    "any other site": [
        "https://a-one.com/p?share_id=1",
        "https://a-one.com/p?share_id=2",
        "https://a-one.com/p?uid=1",
        "https://a-one.com/u/1",
        "https://a-one.com/p?type=1&from=x&source=y&id=2",
        "https://a-one.com/p?type=2&from=x&source=y&id=2",
        "https://a-one.com/p/",
        "https://a-one.com/p",
        "https://notbilibili.com/video/1?a=1",
        "https://notbilibili.com/video/1?a=2",
    ],
}


def of(url):
    [found] = find_links(url)
    return found.normalised


@pytest.mark.parametrize("site", SAME)
def test_one_page_shared_twice_is_one_page(site):
    assert len(set(map(of, SAME[site]))) == 1


@pytest.mark.parametrize("site", DIFFERENT)
def test_two_pages_stay_two_pages(site):
    for one, other in combinations(DIFFERENT[site], 2):
        assert of(one) != of(other)


EVERY = [url for urls in (*SAME.values(), *DIFFERENT.values()) for url in urls]


@pytest.mark.parametrize("url", EVERY)
def test_the_form_of_a_page_is_its_own_form_and_what_was_sent_stays_beside_it(url):
    assert of(of(url)) == of(url)
    assert find_links(url)[0].raw == url


def test_a_deployment_s_own_rules_come_before_the_shared_ones():
    own = LinkIdentity(
        tracking=frozenset({"von"}),
        sites=(SiteRule(hosts=("rednet.cn",), paths=("/content",), keep=("id",)),),
        aliases=(Alias(written="m.rednet.cn/", page="www.rednet.cn/"),),
    )
    url = "https://m.rednet.cn/content/?id=1&a=2&von=x"
    lookups = Lookups(identity=with_own(own))
    assert [each.normalised for each in find_links(url, (), lookups)] == [
        "https://www.rednet.cn/content?id=1"
    ]
    assert normal_form(url) == url
    assert normal_form("https://a-one.com/?utm_id=1&von=2", with_own(own)) == "https://a-one.com/"


def test_rules_survive_the_database():
    assert LinkIdentity.from_document(shared().to_document()) == shared()
    assert LinkIdentity.from_document({}) == LinkIdentity()


def test_the_shared_file_says_all_that_is_known_of_it():
    assert set(tomllib.loads(SHARED.read_text(encoding="utf-8"))) == {
        "tracking",
        "prefixes",
        "sites",
        "aliases",
    }
