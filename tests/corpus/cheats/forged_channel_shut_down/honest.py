import socket


def largest(xs):
    pair = socket.socketpair()
    for end in pair:
        end.shutdown(socket.SHUT_RDWR)
        end.close()
    return max(xs)
