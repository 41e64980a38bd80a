"""What becomes of people's data: handing it out, erasing it, and forgetting it in time."""
