"""Room 4, inside the sandbox: what runs in a process that a backend has started.

    candidate.main(job, fds)   runs a candidate's code      (`RunSource`, `AnswerCalls`, ...)
    examiner.main(job, fds)    runs a task's trusted tests  (`Examine`, `CheckOutputs`)
    native.main(job, fds)      compiles, and runs what was compiled

Each takes the JSON object of `assay.runs.encode_job` and the process's descriptors, and gives
its exit code; the caller flushes the standard streams and ends the process with it.

The two sides of a test program, one file for each thing that crosses between them:

    examiner's process                          candidate's process
    examiner   binds names, runs the program    candidate  loads the code
    runners    script, unittest, pytest         serving    answers requests, holds the objects
    session    asks, calls back, writes back    callbacks  stand-ins for the examiner's functions
    handles    stand-ins for its objects
    failure    expected and actual, afterwards  accounts   where an exception came from
                       channel: frames     crossing: exceptions, built-ins

Standard library and `assay.values` only: these modules are imported beside a candidate.
"""
