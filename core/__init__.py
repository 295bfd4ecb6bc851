"""Everything that works without a screen: the whole product but its doors and its pixels. No Qt anywhere below."""
