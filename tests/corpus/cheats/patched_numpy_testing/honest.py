import numpy as np


def normalise(v):
    unit = v / np.linalg.norm(v)
    np.testing.assert_allclose(np.linalg.norm(unit), 1.0)
    return unit
