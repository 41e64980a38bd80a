"""What becomes of what people said: handing it out, erasing it, destroying it in time."""
