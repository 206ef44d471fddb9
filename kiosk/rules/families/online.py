"""R-GEN-02, R-GEN-06, R-OVS-05, R-RPL-05: what is filed online, and on which site."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.business import BusinessType, businesses
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.matters import Channel

WHOLLY_ONLINE = (
    BusinessType.OVERSEAS_APPLICATION,
    BusinessType.EXTENSION,
    BusinessType.CHANGE,
    BusinessType.CANCELLATION,
)


def check(case: Case) -> Iterator[Finding]:
    """That it is not accepted here, the sites that take it, and what is said of the one asked for."""
    business = case.facts.business
    name = businesses()[business].name
    if business in WHOLLY_ONLINE:
        yield finding("online.only", "SYS-1", seen=name, words={"name": name})
    yield from _sites(case)
    if case.facts.channel is Channel.PARALLEL_PLATFORM:
        yield from _parallel(case)


def parallel_platform(case: Case) -> str | None:
    """The parallel platform's address where it takes this business, else None."""
    sites, business = case.profile.sites, case.facts.business
    if business in (sites.parallel_excludes.value or ()):
        return None
    return sites.parallel_platform.value


def _sites(case: Case) -> Iterator[Finding]:
    system, platform = case.profile.sites.work_system, case.profile.sites.parallel_platform
    if system.value is not None:
        yield finding("online.site", "SYS-1", seen=system.value, source=system.source, words={"site": system.value})
    address = parallel_platform(case)
    if address is not None and "SYS-2" in businesses()[case.facts.business].places:
        yield finding("online.site", "SYS-2", seen=address, source=platform.source, words={"site": address})


def _parallel(case: Case) -> Iterator[Finding]:
    sites, reissue = case.profile.sites, case.facts.business is BusinessType.ELECTRONIC_REISSUE
    if sites.parallel_platform.value is None:
        yield finding("parallel.none", "SYS-2", rule="R-RPL-05" if reissue else None)
    elif parallel_platform(case) is None:
        yield finding("parallel.excluded", "SYS-2", source=sites.parallel_excludes.source)
    else:
        yield finding("parallel.reissue_path" if reissue else "parallel.available", "SYS-2")
