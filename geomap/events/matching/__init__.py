"""Mentions of many reports joined to incidents, with a reason for each link."""
