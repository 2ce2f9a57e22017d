"""The portal, where banks submit and follow their use cases."""
