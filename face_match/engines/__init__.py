"""What finds and describes faces: one protocol, dlib by default, others from files that hospital IT provides."""
