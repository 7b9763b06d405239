"""The form of a mail address that every mail server understands."""

from conversation.parsing.urls import host_of


def in_ascii(address: str) -> str:
    """`info@长沙.中国` as `info@xn--xuw958f.xn--fiqs8s`: the domain in ASCII, the rest as it is.

    Raises ValueError if the domain has no such form.
    """
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    host = host_of(domain)
    if host is None:
        raise ValueError("the domain of the address has no ASCII form")
    return f"{local}{at}{host}"
