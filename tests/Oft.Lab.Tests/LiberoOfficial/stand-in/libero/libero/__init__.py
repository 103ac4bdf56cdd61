"""A stand-in for LIBERO's package: as much of its surface as a client touches."""
import os


def get_libero_path(name):
    return os.path.join(os.environ["STAND_IN"], name)
