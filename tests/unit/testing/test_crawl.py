"""The list of addresses is complete and true."""

from vamv.testing.crawl import addresses


def by_name(registry):
    return {address.name: address for address in addresses(registry)}


def test_methods_permissions_and_exemptions_are_those_of_the_views(registry):
    found = by_name(registry)
    assert found["portal.exit"].methods == {"POST"}
    assert found["portal.exit"].exempt
    assert found["portal.help"].methods == {"GET", "HEAD"}
    assert found["portal.help"].open_to_all
    assert found["portal.page_edit"].methods == {"GET", "HEAD", "POST"}
    assert found["portal.page_edit"].permissions == {"portal.pages.edit"}
    assert not found["portal.page_edit"].open_to_all
    assert not found["portal.page_edit"].exempt


def test_paths_are_filled_with_examples(registry):
    address = by_name(registry)["portal.page_version"]
    assert address.path() == "/pages/house-rules/de/history/1"
    assert address.path({"number": "7"}).endswith("/7")


def test_every_route_is_listed(registry):
    listed = set(by_name(registry))
    routes = {item["introspectable"]["name"] for item in registry.introspector.get_category("routes")}
    assert {name for name in routes if not name.startswith("__static")} == listed
