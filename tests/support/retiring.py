"""The profile of a running bot without some of its categories, units or rules for new choices."""

from msgspec.structs import replace


def _without(entries, codes):
    return tuple(replace(each, retired=each.retired or each.code in codes) for each in entries)


def _change(world, **changes):
    services = world.jubao.services
    services.profile = replace(services.profile, **changes)


def retire_categories(world, *codes):
    """No new report gets these categories."""
    taxonomy = world.jubao.services.profile.taxonomy
    left = _without(taxonomy.categories, codes)
    _change(world, taxonomy=replace(taxonomy, categories=left))


def retire_rules(world, *codes):
    """No decision cites these rules any more."""
    taxonomy = world.jubao.services.profile.taxonomy
    _change(world, taxonomy=replace(taxonomy, rules=_without(taxonomy.rules, codes)))


def retire_units(world, *codes):
    """These units work no longer."""
    _change(world, units=_without(world.jubao.services.profile.units, codes))
