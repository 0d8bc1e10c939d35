"""What is said of an event: claims with their stance and scope, denials, histories."""
