"""Pictures of codes, made by an encoder that shares nothing with the decoders under test."""

import cv2
import numpy as np
import segno


def code_image(payload, *, module=6, quiet=4, inverted=False, **options):
    """A QR code as a grey image: ``module`` pixels a module, ``quiet`` modules of border."""
    options.setdefault("micro", False)
    modules = np.array([[0 if dark else 255 for dark in row] for row in segno.make(payload, **options).matrix])
    image = np.pad(modules, quiet, constant_values=255).astype(np.uint8)
    image = np.kron(image, np.ones((module, module), np.uint8))
    return 255 - image if inverted else image


def on_desk(code, width=800, height=600, at=None, turn=0.0, background=120):
    """The code on a plain desk, its middle at ``at``, turned by so many degrees. Returns image and corners."""
    x, y = at or (width / 2, height / 2)
    size = code.shape[0]
    matrix = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), turn, 1.0)
    matrix[:, 2] += (x - size / 2, y - size / 2)
    desk = np.full((height, width), background, np.uint8)
    cv2.warpAffine(code, matrix, (width, height), dst=desk, borderMode=cv2.BORDER_TRANSPARENT)
    corners = np.array([[0, 0, 1], [size - 1, 0, 1], [size - 1, size - 1, 1], [0, size - 1, 1]]) @ matrix.T
    return desk, corners
