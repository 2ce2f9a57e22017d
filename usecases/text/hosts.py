"""Addresses on the network: which are public, and which lead back to where we stand."""

from ipaddress import ip_address, ip_network

# What the registries call global though it ends in a network of somebody's own: translations of
# IPv4 (NAT64, 6to4, Teredo, mapped, compatible, translated) and what was once private.
_LEADS_BACK = tuple(
    ip_network(each)
    for each in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "192.88.99.0/24", "2001::/32"),
        *("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "fec0::/10", "fc00::/7", "fe80::/10"),
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4"),
    )
)


def is_public(address: str) -> bool:
    """Return whether an address is somebody else's on the internet."""
    found = ip_address(address)
    if not found.is_global or found.is_multicast or found.is_private or found.is_reserved:
        return False
    return not any(found in network for network in _LEADS_BACK)


def is_loopback(address: str) -> bool:
    """Return whether an address is this machine's own."""
    return ip_address(address).is_loopback
