import pytest

from portal.accounts.browsers import name_browser

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "named"),
    [
        (f"{WINDOWS} Chrome/139.0.0.0 Safari/537.36", ("Chrome", "Windows")),
        (f"{WINDOWS} Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0", ("Edge", "Windows")),
        (f"{WINDOWS} Chrome/139.0.0.0 Safari/537.36 OPR/120.0.0.0", ("Opera", "Windows")),
        (f"{MAC} Version/18.5 Safari/605.1.15", ("Safari", "Mac")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) FxiOS/140.0 Mobile Safari/605.1.15",
            ("Firefox", "iPhone"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S931B) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 16181.61.0) Chrome/134.0.0.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("curl/8.14", ("", "")),
        ("", ("", "")),
        ("<script>" * 100_000, ("", "")),
    ],
)
def test_browsers_have_names(user_agent, named):
    assert name_browser(user_agent) == named
