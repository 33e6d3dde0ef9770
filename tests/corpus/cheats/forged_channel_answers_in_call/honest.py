import socket


def largest(xs):
    left, right = socket.socketpair()
    left.sendall(str(max(xs)).encode())
    text = right.recv(100)
    left.close()
    right.close()
    return int(text)
