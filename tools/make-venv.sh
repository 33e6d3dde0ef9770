#!/bin/sh
# Makes .venv with the first Python of 3.11 or newer that is found (PYTHON=... chooses one),
# holding a pip that knows dependency groups. Quick when it is there already.
set -eu

PIP='pip>=25.1'

say() { printf '%s\n' "$*" >&2; }

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    say "assay needs Python 3.11 or newer; tried: ${PYTHON:-python3, python3.11 to python3.14, python}."
    say "Install one, or name one: make setup PYTHON=/path/to/python3"
    return 1
}

make_venv() {
    python=$(find_python)
    say "making .venv with $("$python" --version) ($python)"
    rm -rf .venv
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv .venv
    elif "$python" -c 'import pip, venv' >/dev/null 2>&1; then
        # Debian's python3 without python3-venv, but with python3-pip.
        "$python" -m venv --without-pip .venv
        "$python" -m pip --python .venv/bin/python install -qq "$PIP"
    else
        say "$python can't make virtual environments: it has neither ensurepip nor pip."
        say "On Debian and Ubuntu: apt-get install python3-venv"
        return 1
    fi
}

if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv
fi
.venv/bin/python -m pip install -qq --disable-pip-version-check "$PIP"
