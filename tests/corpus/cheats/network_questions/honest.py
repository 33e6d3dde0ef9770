import socket


def count_vowels(s):
    assert socket.inet_aton("127.0.0.1") == b"\x7f\x00\x00\x01"
    return sum(c in "aeiou" for c in s)
