"""Small parts shared by the faces: spoken labels, keys, marks, the busy sign, the picture."""
