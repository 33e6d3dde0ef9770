import unittest


def load_tests(loader, tests, pattern):
    return tests


def divide(a, b):
    return a / b
