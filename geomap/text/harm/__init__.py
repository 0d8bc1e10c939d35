"""What befell people, put together: whole and parts, gaps filled, each group once a quantity."""
