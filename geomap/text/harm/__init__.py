"""What befell people: the dead, wounded, missing, taken and driven out of a sentence."""
