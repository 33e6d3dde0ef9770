"""Room 4, inside the sandbox: what runs in a process that a backend has started.

    candidate.main(job, fds)   runs a candidate's code      (`RunSource`, `AnswerCalls`, ...)
    examiner.main(job, fds)    runs a task's trusted tests  (`Examine`, `CheckOutputs`)
    native.main(job, fds)      compiles, and runs what was compiled
    together.main(job, fds)    runs both in one process, where a task allows that (`RunTogether`)

Each takes the JSON object of `assay.runs.encode_job` and the process's descriptors, and gives
its exit code; the caller flushes the standard streams and ends the process with it.

A test program and a candidate, side by side:

    examiner's process                          candidate's process
    examiner   binds names, runs the program    candidate  loads the code
    module     what the program imports         serving    answers requests, holds the objects
    runners    script; `frameworks` and         verbs      what a request does to an object
               `pytest_plugin`: the others
    session    asks, is called back             features   what an object can do, in letters
    handles    stand-ins for its objects        callbacks  stand-ins for the test's functions
    objects    which of them are known          accounts   where an exception came from
    arguments  writes back what a call changed
    failure    expected and actual, afterwards
    told       the candidate's accounts, cut to size

                 channel    frames between the two
                 crossing   exceptions and built-ins that cross by name

`checks` runs a task's checker program. Standard library and `assay.values` only (and pytest,
where a program is to be run by it): these modules are imported beside a candidate.
"""
