"""Whom a figure counts: civilians, children, soldiers, with their trades and ages."""
