"""The gRPC server and the whole corridor: admit, dispatch, shape, answer."""
