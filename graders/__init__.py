"""Rooms 3 and 5: plan what is to be run, and judge what happened. Nothing is run here.

A grader is a handful of pure functions (`worker.corridor.Grader`); `graders.code` is the first.
"""
