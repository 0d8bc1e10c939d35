"""Where an incident is: which place holds which, and how precisely it is known."""
